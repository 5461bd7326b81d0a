using System.Security.Cryptography;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;

namespace Flexportal.Bench.Sealing;

/// <summary>Files of the measured sizes, the same at every run, made of what office programs write: pages, fonts, pictures, links and a structure tree.</summary>
public static class BenchFiles
{
    private const int LargePages = 47;
    private const int LargeSize = 4_830_000;

    /// <summary>112 kB, 5 pages, 110 objects.</summary>
    public static byte[] Small() => OfficeFile.Make(5, 110, 112_000);

    /// <summary>4.83 MB, 47 pages, 4,100 objects: a tagged document, whose cost for a peer is in its objects.</summary>
    public static byte[] Office() => OfficeFile.Make(LargePages, 4_100, LargeSize);

    /// <summary>4.83 MB, 47 pages, 4,100 objects: small streams that do not compress and that nothing refers to, the least that so many objects can cost.</summary>
    public static byte[] Noise() => NoiseFile.Make(LargePages, 4_100 - (2 * LargePages) - 2, LargeSize);

    /// <summary>4.83 MB, 47 pages, 143 objects: a picture on each page, as a scanner writes it. Hardly anything but the hash of the bytes is left to compare.</summary>
    public static byte[] Scans() => NoiseFile.Make(LargePages, LargePages, LargeSize);

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
}
