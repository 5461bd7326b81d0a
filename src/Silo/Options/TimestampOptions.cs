using System.ComponentModel.DataAnnotations;

namespace Flexportal.Silo.Options;

/// <summary>Section <c>Flexportal:Timestamps</c>. Without an authority seals are B-B: no time but our own clock, and none that pretends to be more.</summary>
internal sealed class TimestampOptions : IValidatableObject
{
    public const string Section = "Flexportal:Timestamps";

    /// <summary>Addresses of RFC 3161 authorities, first choice first; the others are asked when it fails. <c>user:password@</c> is sent as Basic authentication.</summary>
    public string[] Authorities { get; init; } = [];

    /// <summary>The authorities, once validated. A method, as the validation reads every property.</summary>
    public IReadOnlyList<Uri> ToAddresses() => [.. Authorities.Select(address => new Uri(address, UriKind.Absolute))];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from index in Enumerable.Range(0, Authorities.Length)
        where !Uri.TryCreate(Authorities[index], UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        select new ValidationResult($"{Section}:Authorities:{index} is not an http or https address.");
}
