using System.Globalization;
using Flexportal.Domain.Common;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Api.Common;

/// <summary>A text with a name of its own in the schema.</summary>
/// <param name="Value">The text; rules check it, so that a wrong one is a user error that names its field.</param>
internal readonly record struct EmailText(string Value);

/// <summary>A BCP 47 tag.</summary>
internal readonly record struct LanguageText(string Value);

/// <summary>An absolute address (over HTTP), or a path (in-process).</summary>
internal readonly record struct UrlText(string Value);

/// <summary>SHA-256 as 64 lower-case hex digits.</summary>
internal readonly record struct Sha256Text(string Value)
{
    public bool IsWellFormed => Value is { Length: 64 } && Value.All(char.IsAsciiHexDigitLower);
}

/// <summary>A scalar that is a JSON string.</summary>
internal abstract class TextScalar<T> : ScalarGraphType
    where T : struct
{
    protected TextScalar(string name, string description)
    {
        Name = name;
        Description = description;
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Read(text.Value.ToString()),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        T done => done,
        string text => Read(text),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value is T done ? Write(done) : value is null ? null : ThrowSerializationError(value);

    protected abstract string Write(T value);

    protected abstract T? Parse(string text);

    private object Read(string text) => Parse(text) ?? ThrowValueConversionError(text)!;
}

internal sealed class EmailScalar() : TextScalar<EmailText>("EmailAddress", "A mail address, at most 254 characters.")
{
    protected override string Write(EmailText value) => value.Value;

    protected override EmailText? Parse(string text) => new EmailText(text);
}

internal sealed class LanguageScalar() : TextScalar<LanguageText>("LanguageTag", "A BCP 47 tag, for example nl or pt-BR.")
{
    protected override string Write(LanguageText value) => value.Value;

    protected override LanguageText? Parse(string text) => new LanguageText(text);
}

internal sealed class UrlScalar() : TextScalar<UrlText>("URL", "An address. Absolute over HTTP; a path for the portal's own operations.")
{
    protected override string Write(UrlText value) => value.Value;

    protected override UrlText? Parse(string text) => new UrlText(text);
}

internal sealed class Sha256Scalar() : TextScalar<Sha256Text>("Sha256", "SHA-256 as 64 lower-case hex digits.")
{
    protected override string Write(Sha256Text value) => value.Value;

    protected override Sha256Text? Parse(string text) => new Sha256Text(text);
}

internal sealed class UuidScalar() : TextScalar<Guid>("UUID", "A UUID with hyphens (RFC 9562).")
{
    protected override string Write(Guid value) => value.ToString("D");

    protected override Guid? Parse(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;
}

internal sealed class DateTimeScalar() : TextScalar<DateTimeOffset>("DateTime", "An instant with offset (RFC 3339); answers are in UTC.")
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    protected override string Write(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    // Without an offset the instant would depend on this host's zone.
    protected override DateTimeOffset? Parse(string text) =>
        (text.EndsWith('Z') || text.Length > 6 && text[^6] is '+' or '-')
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
}

internal sealed class DateScalar() : TextScalar<DateOnly>("Date", "A day: 2020-12-10.")
{
    protected override string Write(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override DateOnly? Parse(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Ties the CLR types to the scalars, in both schemas.</summary>
internal static class Scalars
{
    private static readonly (Type Clr, Type Scalar)[] All =
    [
        (typeof(EmailText), typeof(EmailScalar)),
        (typeof(LanguageText), typeof(LanguageScalar)),
        (typeof(UrlText), typeof(UrlScalar)),
        (typeof(Sha256Text), typeof(Sha256Scalar)),
        (typeof(Guid), typeof(UuidScalar)),
        (typeof(DateTimeOffset), typeof(DateTimeScalar)),
        (typeof(DateOnly), typeof(DateScalar)),
    ];

    public static void Register(IServiceCollection services)
    {
        foreach (var (_, scalar) in All)
            services.AddTransient(scalar);
    }

    public static void Register(Schema schema)
    {
        foreach (var (clr, scalar) in All)
            schema.RegisterTypeMapping(clr, scalar);
    }
}

/// <summary>An instant as people in the Netherlands read it, in the reader's language.</summary>
[Name("LocalizedTime")]
internal sealed class LocalizedTime(DateTimeOffset instant, string language)
{
    public DateTimeOffset Instant => instant;

    public static string Zone => DutchTime.ZoneName;

    public string UtcOffset => DutchTime.Local(instant).ToString("zzz", CultureInfo.InvariantCulture);

    public string Short => DutchTime.List(instant, language);

    public string Long => DutchTime.Sentence(instant, language);

    internal static LocalizedTime? Of(DateTimeOffset? instant, string language) => instant is { } known ? new LocalizedTime(known, language) : null;
}
