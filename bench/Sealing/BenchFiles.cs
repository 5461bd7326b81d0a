using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;

namespace Flexportal.Bench.Sealing;

/// <summary>Files of the measured sizes, the same at every run: 112 kB with 5 pages, 4.83 MB with 47 pages and 4,100 objects.</summary>
public static class BenchFiles
{
    /// <summary>112 kB, 5 pages, some 60 objects.</summary>
    public static byte[] Small() => Make(5, 60, 112_000);

    /// <summary>4.83 MB, 47 pages, 4,100 objects.</summary>
    public static byte[] Large() => Make(47, 4_100, 4_830_000);

    /// <summary>Pages by inspection.</summary>
    public static int Pages(byte[] file) => ((InspectionOutcome.Read)PdfInspector.Inspect(file, SealLimits.Default)).Inspection.PageCount;

    /// <summary>A request with every field of the proof.</summary>
    public static SealRequest Request(byte[] file)
    {
        var at = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.FromHours(2));
        const string Id = "fa353dec5dec4b799ef00ef5187df7be";
        var evidence = new TransactionEvidence(
            Id, new EvidenceAgency("taldemo", "Tal Demo Uitzendbureau B.V."), at.AddMinutes(-5), at.AddMinutes(-2), at.AddDays(-1), at.AddMinutes(-6), "Daan de Wit, planner",
            new EvidenceFile("OVK N. van Dooren.pdf", Pages(file), file.Length, Convert.ToHexStringLower(SHA256.HashData(file))),
            new EvidenceSignIn(Id, "203.0.113.24", "niki@example.com", "worker", "Niki van Dooren", "niki@example.com", "FW-7745", at.AddMinutes(-10)),
            new EvidenceVerification("EMAIL_CODE", 4, "niki@example.com", at.AddMinutes(-4), at.AddMinutes(-4), at.AddMinutes(-2), 1, 0, 5),
            new EvidenceSigner("Niki van Dooren", "203.0.113.99", Id, "niki@example.com", "CLICK"),
            "Uitzendovereenkomst fase A",
            [new EvidenceConsent("nl", "Ik heb het document gelezen en ga akkoord."), new EvidenceConsent("en", "I have read the document and agree.")]);
        return new SealRequest(file, evidence, new ProofLook("Tal Demo Uitzendbureau", 0x0B5563, "en"), at);
    }

    private static byte[] Make(int pages, int objects, int size)
    {
        using var file = new MemoryStream(size);
        var offsets = new List<long>();
        void Text(string text) => file.Write(Encoding.ASCII.GetBytes(text));
        void Add(string body, byte[]? data = null)
        {
            offsets.Add(file.Length);
            Text(string.Create(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}"));
            if (data is not null)
            {
                Text("stream\n");
                file.Write(data);
                Text("\nendstream");
            }

            Text("\nendobj\n");
        }

        Text("%PDF-1.7\n");
        var kids = string.Join(' ', Enumerable.Range(3, pages).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R")));
        Add("<</Type/Catalog/Pages 2 0 R>>");
        Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Kids[{kids}]/Count {pages}>>"));
        foreach (var page in Enumerable.Range(0, pages))
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</ProcSet[/PDF]>>/Contents {3 + pages + page} 0 R>>"));
        }

        foreach (var _ in Enumerable.Range(0, pages))
        {
            Add("<</Length 24>>", "0 0 m 100 100 l S       "u8.ToArray());
        }

        var rest = objects - offsets.Count;
        var length = (size - (int)file.Length - objects * 20) / rest - 60;
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        for (var number = 0; number < rest; number++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Noise/Length {length}>>"), noise);
        }

        var start = file.Length;
        Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
        {
            Text(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Text(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }
}
