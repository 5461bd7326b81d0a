using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flexportal.Sealing.Verify;

namespace Flexportal.Silo.Commands;

/// <summary>
/// <c>verify FILE.pdf [--json] [--trust DIR]</c>: judges one file, offline. 0 valid, 1 not valid, 2 not a sealed file; 64 wrong usage, 74 the file or the
/// folder of trust could not be read.
/// </summary>
internal static class VerifyCommand
{
    private const int WrongUsage = 64;
    private const int NoFile = 74;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> Run(string[] args)
    {
        if (Arguments.Read(args) is not { } asked)
        {
            await Console.Error.WriteLineAsync("usage: flexportal verify FILE.pdf [--json] [--trust DIR]");
            return WrongUsage;
        }

        try
        {
            var anchors = TrustAnchors.FromFolder(asked.Trust);
            if (anchors.SealRoots.Count == 0) throw new IOException($"there is no root certificate in '{asked.Trust}'");
            var file = await GivenFile.Read(asked.File, SealVerifier.LargestFile) ?? throw new IOException($"'{asked.File}' is larger than the verifier reads");
            var report = new SealVerifier(anchors).Verify(file);
            await Console.Out.WriteLineAsync(asked.Json ? AsJson(report).ToJsonString(Readable) : AsText(report));
            return report.Verdict switch { Verdict.Valid => 0, Verdict.NotValid => 1, Verdict.NotSealed => 2 };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            await Console.Error.WriteLineAsync($"flexportal verify: {e.Message}");
            return NoFile;
        }
    }

    /// <summary>The folder with <c>root.pem</c> of this installation, as the host has it.</summary>
    public static string DefaultTrust() => Path.Combine(Environment.GetEnvironmentVariable("Flexportal__StateFolder") ?? ".local", "keys");

    private static string AsText(VerificationReport report)
    {
        if (report.Findings is not { } found)
        {
            var place = report.ObjectNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $", object {number}") : "";
            return report.Verdict == Verdict.NotSealed ? $"NOT SEALED: {report.Detail}" : $"NOT VALID ({report.ReasonCode}{place}): {report.Detail}";
        }

        var lines = new List<string>
        {
            $"VALID: sealed, and unchanged since (PAdES-B-{found.Level})",
            $"  transaction     {found.TransactionId}",
            $"  document        {found.Evidence.Title}",
            $"  agency          {found.Evidence.Agency.Name}",
            $"  signed by       {found.Evidence.Signer.Name}",
            $"  signed at       {Time(found.Evidence.SignedAt)}",
            $"  sealed at       {Time(found.SealedAt)} (clock of the platform)",
            found.StampedAt is { } stamped ? $"  timestamp       {Time(stamped)} (timestamp authority)" : "  timestamp       none",
        };
        lines.AddRange(found.ArchivedAt.Select(at => $"  archived        {Time(at)} (timestamp authority)"));
        lines.Add($"  seal            {found.Seal}");
        lines.Add($"  seal sha256     {found.SealSha256}");
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"  original        {found.OriginalSize} bytes, sha256 {found.OriginalSha256}"));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"  as sealed       {found.SealedSize} bytes, sha256 {found.SealedSha256}"));
        return string.Join('\n', lines);
    }

    private static JsonObject AsJson(VerificationReport report)
    {
        var json = new JsonObject
        {
            ["verdict"] = report.Verdict switch { Verdict.Valid => "valid", Verdict.NotValid => "not_valid", Verdict.NotSealed => "not_sealed" },
            ["reason"] = report.ReasonCode,
            ["object"] = report.ObjectNumber,
            ["detail"] = report.Detail,
        };
        if (report.Findings is not { } found) return json;
        json["transactionId"] = found.TransactionId;
        json["level"] = $"B-{found.Level}";
        json["seal"] = new JsonObject { ["name"] = found.Seal, ["sha256"] = found.SealSha256, ["rootSha256"] = found.RootSha256 };
        json["signedAt"] = Time(found.Evidence.SignedAt);
        json["sealedAt"] = Time(found.SealedAt);
        json["stampedAt"] = found.StampedAt is { } stamped ? Time(stamped) : null;
        json["archivedAt"] = new JsonArray([.. found.ArchivedAt.Select(at => (JsonNode)Time(at))]);
        json["original"] = new JsonObject { ["size"] = found.OriginalSize, ["sha256"] = found.OriginalSha256 };
        json["sealed"] = new JsonObject { ["size"] = found.SealedSize, ["sha256"] = found.SealedSha256, ["revisions"] = found.Revisions };
        json["evidence"] = new JsonObject
        {
            ["title"] = found.Evidence.Title,
            ["agency"] = found.Evidence.Agency.Name,
            ["signer"] = found.Evidence.Signer.Name,
            ["file"] = found.Evidence.File.Name,
        };
        return json;
    }

    private static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Arguments(string File, bool Json, string Trust)
    {
        public static Arguments? Read(string[] args)
        {
            string? file = null;
            var json = false;
            var trust = DefaultTrust();
            for (var index = 0; index < args.Length; index++)
            {
                if (args[index] == "--json") json = true;
                else if (args[index] == "--trust" && index + 1 < args.Length) trust = args[++index];
                else if (file is null && !args[index].StartsWith('-')) file = args[index];
                else return null;
            }

            return file is null ? null : new Arguments(file, json, trust);
        }
    }
}
