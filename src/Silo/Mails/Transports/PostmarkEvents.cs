using System.Globalization;
using System.Net;
using System.Text.Json;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>A report about one of our mails.</summary>
/// <param name="ProviderId">The provider's id of the message.</param>
/// <param name="Tenant">Whose mail it is.</param>
/// <param name="Message">Which mail.</param>
/// <param name="State">What became of it.</param>
/// <param name="At">When, as the provider says.</param>
/// <param name="Detail">The provider's words, at most 300 characters.</param>
internal sealed record PostmarkReport(string ProviderId, TenantId Tenant, MessageId Message, DeliveryState State, DateTimeOffset At, string? Detail);

/// <summary>Reads Postmark's webhooks. Whatever is not about a mail of ours, or says nothing about its fate, is no report.</summary>
internal static class PostmarkEvents
{
    /// <summary>The metadata key that carries <c>id.tenant</c> (Postmark: 20 characters at most, the value 80).</summary>
    public const string MessageKey = "flexportal-mail";

    // Postmark goes on trying after these two; every other bounce is the end of the message.
    private static readonly string[] StillTrying = ["Transient", "DnsError"];

    // Not about delivery at all.
    private static readonly string[] NoBounce = ["AutoResponder", "AddressChange", "Subscribe", "Unsubscribe", "OpenRelayTest", "ChallengeVerification", "VirusNotification", "InboundError"];

    public static string Mark(string messageId) => messageId.Split('@')[0];

    public static PostmarkReport? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || Text(body, "MessageID") is not { } provider || !Guid.TryParse(provider, out _)
            || !body.TryGetProperty("Metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object
            || Ours(Text(metadata, MessageKey)) is not { } mail)
        {
            return null;
        }

        return Text(body, "RecordType") switch
        {
            "Delivery" => Report(DeliveryState.Delivered, "DeliveredAt", "Details"),
            "Bounce" when Text(body, "Type") is { } type && !NoBounce.Contains(type) =>
                Report(StillTrying.Contains(type) ? DeliveryState.Delayed : DeliveryState.Bounced, "BouncedAt", "Details"),
            "SpamComplaint" => Report(DeliveryState.Complained, "BouncedAt", "Details"),
            _ => null,
        };

        PostmarkReport? Report(DeliveryState state, string at, string detail) =>
            Instant(body, at) is { } instant ? new(provider, mail.Tenant, mail.Message, state, instant, Cut(Text(body, detail))) : null;
    }

    /// <summary>Our tenant and id in a mark, or null.</summary>
    public static (TenantId Tenant, MessageId Message)? Ours(string? mark)
    {
        var parts = mark?.Split('.') ?? [];
        return parts.Length == 2 && MessageId.TryParse(parts[0], out var message) && TenantId.TryParse(parts[1], out var tenant) ? (tenant, message) : null;
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement body, string name) =>
        DateTimeOffset.TryParse(Text(body, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime() : null;

    private static string? Cut(string? text) => text is { Length: > 300 } ? text[..300] : text;
}

/// <summary>Asks Postmark whether a reported event is true: whoever learns the webhook's address must not be able to stop or start a purge.</summary>
internal sealed class PostmarkWitness(HttpClient http)
{
    /// <summary>Whether Postmark knows this event of this mail.</summary>
    /// <exception cref="HttpRequestException">Postmark cannot answer now.</exception>
    public async Task<bool> Confirms(PostmarkReport report, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(new Uri($"messages/outbound/{report.ProviderId}/details", UriKind.Relative), cancellation);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        var details = await response.Content.ReadFromJsonAsync(PostmarkJson.Default.PostmarkDetails, cancellation);
        return details?.Metadata is { } metadata
            && metadata.TryGetValue(PostmarkEvents.MessageKey, out var mark)
            && mark == $"{report.Message}.{report.Tenant}"
            && (EventName(report.State) is not { } name || (details.MessageEvents ?? []).Any(one => one.Type == name));
    }

    private static string? EventName(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "Delivered",
        DeliveryState.Bounced => "Bounced",
        DeliveryState.Delayed => "Transient",
        _ => null,
    };
}
