using GraphQL;

namespace Flexportal.Api.Common;

/// <summary>A signed address for one file, valid for five minutes without a cookie.</summary>
[Name("DownloadLink")]
internal sealed class DownloadLink(string url, DateTimeOffset expiresAt, long byteSize, string mediaType, string sha256)
{
    public UrlText Url => new(url);

    public DateTimeOffset ExpiresAt => expiresAt;

    public int ByteSize => checked((int)byteSize);

    public string MediaType => mediaType;

    public Sha256Text Sha256 => new(sha256);
}
