using System.Text.Json;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>The payload of a mutation.</summary>
/// <param name="Payload">Its fields.</param>
/// <param name="Text">The whole answer as it came.</param>
internal sealed record Answer(JsonElement Payload, string Text)
{
    public IReadOnlyList<string> Refusals => [.. Payload.GetProperty("userErrors").EnumerateArray().Select(error => error.GetProperty("code").GetString()!)];

    public string? State => Payload.TryGetProperty("document", out var document) && document.ValueKind == JsonValueKind.Object ? document.GetProperty("state").GetString() : null;

    /// <summary>The worker is told that the document is signed.</summary>
    public bool IsSigned => State == "SIGNED";
}
