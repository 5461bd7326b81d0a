using System.Globalization;
using System.Security.Cryptography;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;

namespace Flexportal.Silo.Commands;

/// <summary>
/// <c>renew FILE.pdf [--tsa URL]... [--trust DIR]</c>: adds an archive timestamp to a valid sealed file, in place. Without <c>--tsa</c> the authorities of
/// <c>Flexportal:Timestamps:Authorities</c> are asked. 0 renewed, 1 not valid, 2 not a sealed file; 64 wrong usage, 69 no timestamp to be had, 74 the file
/// could not be read or written.
/// </summary>
internal static class RenewCommand
{
    private const int WrongUsage = 64;
    private const int Unavailable = 69;
    private const int NoFile = 74;

    public static async Task<int> Run(string[] args)
    {
        if (Arguments.Read(args) is not { } asked)
        {
            await Console.Error.WriteLineAsync("usage: flexportal renew FILE.pdf [--tsa URL]... [--trust DIR]");
            return WrongUsage;
        }

        try
        {
            var anchors = TrustAnchors.FromFolder(asked.Trust);
            if (anchors.TimeRoots.Count == 0)
                return await Fail($"there is no root certificate of a timestamp authority in '{Path.Combine(asked.Trust, TrustAnchors.TimeFolder)}'", Unavailable);
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            if (TrustedTime.Over(asked.Authorities, anchors, client, TimeProvider.System) is not { } trust)
                return await Fail("no timestamp authority is configured (--tsa URL or Flexportal:Timestamps:Authorities)", Unavailable);
            return await Renew(asked.File, new SealRenewal(anchors, trust, TimeProvider.System));
        }
        catch (Exception e) when (e is TimestampUnavailableException or ValidationDataException)
        {
            return await Fail(e.Message, Unavailable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return await Fail(e.Message, NoFile);
        }
    }

    private static async Task<int> Renew(string path, SealRenewal renewal)
    {
        var file = await GivenFile.Read(path, SealVerifier.LargestFile) ?? throw new IOException($"'{path}' is larger than the verifier reads");
        switch (await renewal.Renew(file, CancellationToken.None))
        {
            case RenewalOutcome.Renewed renewed:
                await GivenFile.Write(path, file, renewed.Tail);
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"renewed: archive timestamp of {renewed.ArchivedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}, {renewed.Tail.Length} bytes added"));
                return 0;
            case RenewalOutcome.NotValid { Report: var report }:
                return await Fail($"not renewed: {report.ReasonCode ?? "not_sealed"}: {report.Detail}", report.Verdict == Verdict.NotSealed ? 2 : 1);
            default:
                throw new InvalidOperationException("A renewal is made or refused.");
        }
    }

    private static async Task<int> Fail(string message, int code)
    {
        await Console.Error.WriteLineAsync($"flexportal renew: {message}");
        return code;
    }

    private sealed record Arguments(string File, IReadOnlyList<Uri> Authorities, string Trust)
    {
        public static Arguments? Read(string[] args)
        {
            string? file = null;
            var trust = VerifyCommand.DefaultTrust();
            var authorities = new List<Uri>();
            for (var index = 0; index < args.Length; index++)
            {
                if (args[index] == "--trust" && index + 1 < args.Length) trust = args[++index];
                else if (args[index] == "--tsa" && index + 1 < args.Length && Uri.TryCreate(args[index + 1], UriKind.Absolute, out var address))
                {
                    authorities.Add(address);
                    index++;
                }
                else if (file is null && !args[index].StartsWith('-')) file = args[index];
                else return null;
            }

            if (authorities.Count == 0) authorities.AddRange(Configured());
            return file is null ? null : new Arguments(file, authorities, trust);
        }

        private static string[] Names() => new ConfigurationBuilder()
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build()
            .GetSection("Flexportal:Timestamps:Authorities")
            .GetChildren()
            .Select(entry => entry.Value ?? "")
            .ToArray();

        private static IEnumerable<Uri> Configured() => Names().Where(name => name.Length > 0).Select(name => new Uri(name, UriKind.Absolute));
    }
}
