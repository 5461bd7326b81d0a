using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Time;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Verify;

/// <summary>Originals, evidence and sealed files of every level for the verifier's tests.</summary>
internal static class SealedFiles
{
    public static readonly DateTimeOffset Now = TestPki.From.AddDays(100);
    public static readonly SealVerifier Verifier = new(TestPki.World.Anchors, new FakeTimeProvider(Now.AddHours(1)));

    private static readonly Lazy<Task<byte[]>> MadeB = new(() => Seal(Original(), SealLevel.B));
    private static readonly Lazy<Task<byte[]>> MadeT = new(() => Seal(Original(), SealLevel.T));
    private static readonly Lazy<Task<byte[]>> MadeLta = new(() => Seal(Original(), SealLevel.LTA));
    private static readonly Lazy<Task<byte[]>> MadeStreams = new(() => Seal(Original(xrefStream: true), SealLevel.LTA));

    public static Task<byte[]> B => MadeB.Value;

    public static Task<byte[]> T => MadeT.Value;

    public static Task<byte[]> Lta => MadeLta.Value;

    /// <summary>B-LTA over an original with a cross-reference stream.</summary>
    public static Task<byte[]> LtaWithStreams => MadeStreams.Value;

    public static Task<byte[]> Of(string kind) => kind switch
    {
        "B" => B,
        "T" => T,
        "LTA" => Lta,
        _ => LtaWithStreams,
    };

    public static async Task<byte[]> Seal(byte[] original, SealLevel level, TransactionEvidence? evidence = null, ISealKey? key = null, TestPki? pki = null, DateTimeOffset? at = null)
    {
        var world = pki ?? TestPki.World;
        var clock = new FakeTimeProvider(at ?? Now);
        var client = new TimestampClient([new TestAuthority(world, clock)], world.Anchors, clock, TimestampPolicy.Default);
        var collector = level == SealLevel.LTA ? new ValidationDataCollector(new TestRevocation(world, clock), world.Anchors) : null;
        var trust = level == SealLevel.B ? null : new SealTrust(client, collector, world.Anchors);
        var request = new SealRequest(original, evidence ?? Evidence(original), new ProofLook("Testbureau", 0x0B5FFF, "en"), at ?? Now);
        var options = new SealerOptions { SelfCheck = false };
        var outcome = await new Sealer(options, clock).Seal(request, key ?? world.SealKey, trust, TestContext.Current.CancellationToken);
        var done = Assert.IsType<SealOutcome.Sealed>(outcome);
        return [.. original, .. done.Tail.Span];
    }

    public static TransactionEvidence Evidence(byte[] original, string transaction = "fa353dec5dec4b799ef00ef5187df7be", string signer = "Niki van Dooren", int pages = 1) => new(
        transaction,
        new EvidenceAgency("testbureau", "Testbureau"),
        Now.AddMinutes(-5),
        Now.AddMinutes(-2),
        Now.AddDays(-1),
        Now.AddMinutes(-6),
        "API key",
        new EvidenceFile("contract.pdf", pages, original.Length, Convert.ToHexStringLower(SHA256.HashData(original))),
        new EvidenceSignIn("0123456789abcdef0123456789abcdef", "192.0.2.1", "niki@example.test", "worker", signer, "niki@example.test", "1001", Now.AddMinutes(-10)),
        new EvidenceVerification("EMAIL_CODE", 4, "niki@example.test", Now.AddMinutes(-4), Now.AddMinutes(-4), Now.AddMinutes(-2), 1, 0, 5),
        new EvidenceSigner(signer, "192.0.2.1", "0123456789abcdef0123456789abcdef", "niki@example.test", "CLICK"),
        "Uitzendovereenkomst",
        [new EvidenceConsent("nl", "Ik ga akkoord.")]);

    /// <summary>A one-page PDF with text, with a table or a stream as cross-reference.</summary>
    public static byte[] Original(bool xrefStream = false, string text = "Arbeidsovereenkomst", bool endLine = true)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        var content = $"BT /F1 18 Tf 72 720 Td ({text}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            $"<</Length {content.Length}>>stream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        for (var index = 0; index < objects.Length; index++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }

        var start = file.Length;
        if (xrefStream)
        {
            offsets.Add(start);
            var rows = string.Concat(offsets.Select(offset => $"01{offset:x4}00"));
            file.Append(CultureInfo.InvariantCulture, $"6 0 obj\n<</Type/XRef/Size 7/Root 1 0 R/W[1 2 1]/Index[1 6]/Filter/ASCIIHexDecode/Length {rows.Length + 1}>>stream\n{rows}>\nendstream\nendobj\n");
        }
        else
        {
            file.Append("xref\n0 6\n0000000000 65535 f \n");
            foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
            file.Append("trailer\n<</Size 6/Root 1 0 R>>\n");
        }

        file.Append(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF");
        if (endLine) file.Append('\n');
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    /// <summary>The report in one line, for messages of failed tests.</summary>
    public static string Say(VerificationReport report) => $"{report.Verdict} {report.ReasonCode} object {report.ObjectNumber}: {report.Detail}";
}
