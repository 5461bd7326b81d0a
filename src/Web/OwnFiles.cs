using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Web;

/// <summary>The portal's own files (style, script, marks), served under names that hold the hash of their content and may be kept for ever.</summary>
internal static partial class OwnFiles
{
    private sealed record Asset(string MediaType, byte[] Plain, byte[] Brotli);

    private static readonly FrozenDictionary<string, (string Path, Asset Asset)> ByName = Load();

    private static readonly FrozenDictionary<string, Asset> ByPath = ByName.Values.ToFrozenDictionary(a => a.Path, a => a.Asset, StringComparer.Ordinal);

    public static string Css { get; } = ByName["portal.css"].Path;

    public static string Script { get; } = ByName["portal.js"].Path;

    public static string Marks { get; } = ByName["m.svg"].Path;

    /// <summary>Bytes of an asset as sent without compression.</summary>
    public static int Length(string name) => ByName[name].Asset.Plain.Length;

    public static IResult Serve(HttpContext http)
    {
        if (!ByPath.TryGetValue(http.Request.Path.Value ?? "", out var asset))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(asset.Plain, asset.MediaType);
        http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(asset.Brotli, asset.MediaType);
    }

    private static FrozenDictionary<string, (string Path, Asset Asset)> Load()
    {
        var assembly = typeof(OwnFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith("asset/", StringComparison.Ordinal)).Select(resource =>
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            var name = resource["asset/".Length..];
            var text = reader.ReadToEnd();
            var bytes = Encoding.UTF8.GetBytes(name.EndsWith(".css", StringComparison.Ordinal) ? Squeeze(text) : text);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..6];
            var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
            return (name, ($"/a/{stem}.{hash}{extension}", new Asset(MediaType(extension), bytes, Compress(bytes))));
        }).ToFrozenDictionary(a => a.name, a => a.Item2, StringComparer.Ordinal);
    }

    private static string MediaType(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(bytes);
        return packed.ToArray();
    }

    // Comments and layout only. A space before a colon means something in a selector, so it stays.
    private static string Squeeze(string css) => Punctuation().Replace(Spaces().Replace(Comments().Replace(css, ""), " "), "$1").Trim();

    [GeneratedRegex(@"/\*[^*]*\*/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@" ?([{};,]) ?|(?<=:) ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Punctuation();
}
