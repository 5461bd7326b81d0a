using System.Globalization;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;

namespace Flexportal.Tests.Fast.Sealing.Proof;

/// <summary>A transaction in which every field has a value of its own.</summary>
internal static class Sample
{
    public static ProofLook Look { get; } = new("Tal Demo Uitzendbureau", 0x0B5563, "en");

    public static TransactionEvidence Evidence { get; } = new(
        "fa353dec5dec4b799ef00ef5187df7be",
        new EvidenceAgency("taldemo", "Tal Demo Uitzendbureau B.V."),
        At("2020-12-10T10:32:58Z"),
        At("2020-12-10T10:34:12Z"),
        At("2020-12-09T08:00:03Z"),
        At("2020-12-10T10:31:40Z"),
        "Daan de Wit, planner",
        new EvidenceFile("OVK N. van Dooren.pdf", 5, 240118, "9c1f2ab047d0e6b35518c2fd0b7a90e4d63c81aa7f20be594e0d1c77a2b86f13"),
        new EvidenceSignIn(
            "a1b2c3d4e5f60718293a4b5c6d7e8f90", "203.0.113.24", "niki.login@example.com", "worker", "Niki van Dooren-Login", "niki.account@example.com", "FW-7745", At("2020-12-10T10:30:52Z")),
        new EvidenceVerification("EMAIL_CODE", 4, "niki.code@example.com", At("2020-12-10T10:33:02Z"), At("2020-12-10T10:33:04Z"), At("2020-12-10T10:34:11Z"), 2, 1, 5),
        new EvidenceSigner("Niki van Dooren", "203.0.113.99", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "niki.signer@example.com", "CLICK"),
        "Uitzendovereenkomst fase A",
        [
            new EvidenceConsent("nl", "Ik heb Uitzendovereenkomst fase A gelezen en ga akkoord. Mijn klik op Ondertekenen is mijn handtekening."),
            new EvidenceConsent("en", "I have read Uitzendovereenkomst fase A and agree. My click on Ondertekenen is my signature."),
        ]);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
