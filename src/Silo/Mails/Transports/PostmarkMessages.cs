using System.Text.Json.Serialization;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>Body of <c>POST /email</c>.</summary>
internal sealed record PostmarkEmail(
    string From,
    string To,
    string? ReplyTo,
    string Subject,
    string TextBody,
    string HtmlBody,
    string MessageStream,
    IReadOnlyList<PostmarkHeader> Headers,
    IReadOnlyList<PostmarkAttachment>? Attachments,
    IReadOnlyDictionary<string, string> Metadata,
    bool TrackOpens = false,
    string TrackLinks = "None");

internal sealed record PostmarkHeader(string Name, string Value);

internal sealed record PostmarkAttachment(string Name, ReadOnlyMemory<byte> Content, string ContentType);

/// <summary>The answer, of success and of failure.</summary>
internal sealed record PostmarkAnswer(int ErrorCode, string? Message, string? MessageID, DateTimeOffset? SubmittedAt);

/// <summary>What we read of <c>GET /messages/outbound/{id}/details</c>.</summary>
internal sealed record PostmarkDetails(string MessageID, IReadOnlyDictionary<string, string>? Metadata, IReadOnlyList<PostmarkEvent>? MessageEvents);

internal sealed record PostmarkEvent(string Type, DateTimeOffset ReceivedAt);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(PostmarkEmail))]
[JsonSerializable(typeof(PostmarkAnswer))]
[JsonSerializable(typeof(PostmarkDetails))]
internal sealed partial class PostmarkJson : JsonSerializerContext;
