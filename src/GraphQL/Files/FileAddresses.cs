using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Files;

/// <summary>Which bytes of a document.</summary>
public enum FileKind
{
    /// <summary>As uploaded.</summary>
    Original = 'o',

    /// <summary>The sealed file.</summary>
    Signed = 's',
}

/// <summary>Signed addresses of files: bound to tenant, document and time, and to nobody, because a download must work without a cookie. Nothing personal stands in them.</summary>
public sealed class FileAddresses(IOptions<ApiOptions> options, TimeProvider time)
{
    internal const string DownloadPath = "/files/";
    internal const string UploadPath = "/uploads/";
    private readonly byte[] _key = options.Value.DeriveKey("addresses");

    /// <summary>A path that downloads one file for the next five minutes.</summary>
    /// <param name="tenant">The tenant; the address works on its host only.</param>
    /// <param name="document">The document.</param>
    /// <param name="kind">Which bytes.</param>
    public (string Path, DateTimeOffset ExpiresAt) Download(TenantId tenant, DocumentId document, FileKind kind)
    {
        var expires = Whole(time.GetUtcNow() + options.Value.DownloadLifetime);
        var payload = $"{(char)kind}{document}{Seconds(expires)}";
        return ($"{DownloadPath}{payload}{Sign("download", tenant, payload)}", expires);
    }

    internal (string Path, DateTimeOffset ExpiresAt) Upload(TenantId tenant, UploadId upload, DateTimeOffset until)
    {
        var expires = Whole(until);
        return ($"{UploadPath}{upload}?until={Seconds(expires)}&signature={Sign("upload", tenant, $"{upload}{Seconds(expires)}")}", expires);
    }

    /// <summary>What a download address names, or null when it was not made here, for another tenant, or is too old.</summary>
    internal (FileKind Kind, DocumentId Document)? ReadDownload(TenantId tenant, string text)
    {
        // kind, 32 digits of the id, 10 of the time, then the signature
        const int SignatureAt = 1 + 32 + 10;
        return text.Length > SignatureAt && Holds("download", tenant, text[..SignatureAt], text[SignatureAt..]) && IsFuture(text[33..SignatureAt])
            && (FileKind)text[0] is var kind && Enum.IsDefined(kind) && DocumentId.TryParse(text[1..33], out var document) ? (kind, document) : null;
    }

    internal bool AllowsUpload(TenantId tenant, UploadId upload, string? until, string? signature) =>
        until is { Length: 10 } && signature is not null && Holds("upload", tenant, $"{upload}{until}", signature) && IsFuture(until);

    private static DateTimeOffset Whole(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static string Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds().ToString("D10", CultureInfo.InvariantCulture);

    private bool IsFuture(string seconds) => long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var until) && until > time.GetUtcNow().ToUnixTimeSeconds();

    private bool Holds(string purpose, TenantId tenant, string payload, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(purpose, tenant, payload)));

    private string Sign(string purpose, TenantId tenant, string payload) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{purpose}/{tenant}/{payload}")));
}
