using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flexportal.Domain.Common;

/// <summary>An id that is one string with one format; serialises as that string.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The id as text.</summary>
    string Value { get; }

    /// <summary>Reads the id.</summary>
    /// <returns>False when the text has another format; nothing is guessed.</returns>
    static abstract bool TryParse(string? text, out TSelf id);
}

/// <summary>A tenant: the agency's slug, which is also the first label of its host name. Lower-case letters, digits and hyphens, 2 to 40 characters, starting with a letter.</summary>
[JsonConverter(typeof(IdJson<TenantId>))]
public readonly record struct TenantId(string Value) : IId<TenantId>
{
    /// <inheritdoc/>
    public static bool TryParse(string? text, out TenantId id)
    {
        var ok = text is { Length: >= 2 and <= 40 } && char.IsAsciiLetterLower(text[0]) && text[^1] != '-'
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        id = ok ? new TenantId(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A worker of one tenant.</summary>
[JsonConverter(typeof(IdJson<WorkerId>))]
public readonly record struct WorkerId(string Value) : IId<WorkerId>
{
    /// <inheritdoc/>
    public static bool TryParse(string? text, out WorkerId id)
    {
        var ok = OpaqueId.IsWellFormed(text);
        id = ok ? new WorkerId(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A document of one tenant.</summary>
[JsonConverter(typeof(IdJson<DocumentId>))]
public readonly record struct DocumentId(string Value) : IId<DocumentId>
{
    /// <inheritdoc/>
    public static bool TryParse(string? text, out DocumentId id)
    {
        var ok = OpaqueId.IsWellFormed(text);
        id = ok ? new DocumentId(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A signing transaction; also the id of the attempt to sign. Printed on the proof.</summary>
[JsonConverter(typeof(IdJson<TransactionId>))]
public readonly record struct TransactionId(string Value) : IId<TransactionId>
{
    /// <inheritdoc/>
    public static bool TryParse(string? text, out TransactionId id)
    {
        var ok = OpaqueId.IsWellFormed(text);
        id = ok ? new TransactionId(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A mail message; also the left part of its Message-ID header, so a retry is the same message.</summary>
[JsonConverter(typeof(IdJson<MessageId>))]
public readonly record struct MessageId(string Value) : IId<MessageId>
{
    /// <inheritdoc/>
    public static bool TryParse(string? text, out MessageId id)
    {
        var ok = OpaqueId.IsWellFormed(text);
        id = ok ? new MessageId(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A staged upload; also the id of the stored original that it becomes.</summary>
[JsonConverter(typeof(IdJson<UploadId>))]
public readonly record struct UploadId(string Value) : IId<UploadId>
{
    /// <inheritdoc/>
    public static bool TryParse(string? text, out UploadId id)
    {
        var ok = OpaqueId.IsWellFormed(text);
        id = ok ? new UploadId(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The shared format of random ids: 128 bit as 32 lower-case hex digits.</summary>
public static class OpaqueId
{
    /// <summary>Whether the text is 32 lower-case hex digits.</summary>
    public static bool IsWellFormed(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The id for 16 bytes of randomness, or of a keyed hash.</summary>
    /// <exception cref="ArgumentException">There are fewer than 16 bytes.</exception>
    public static string From(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 16 ? Convert.ToHexStringLower(bytes[..16]) : throw new ArgumentException("An id takes 16 bytes.", nameof(bytes));
}

/// <summary>Writes an id as its text, also as a dictionary key.</summary>
/// <typeparam name="T">The id type.</typeparam>
public sealed class IdJson<T> : JsonConverter<T>
    where T : struct, IId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    private static T Parse(string? text) => T.TryParse(text, out var id) ? id : throw new JsonException($"Not a {typeof(T).Name}.");
}
