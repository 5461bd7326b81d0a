using System.Security.Cryptography;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;

namespace Flexportal.Silo.Commands;

/// <summary>Evidence for a seal by hand: made of the file itself, and saying so. It claims no signer.</summary>
internal static class TrialEvidence
{
    private const int LongestName = 120;

    public static SealRequest For(byte[] original, string fileName, int pages, DateTimeOffset at)
    {
        var transaction = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var nobody = new string('0', 32);
        const string Name = "Proefzegel, geen ondertekenaar";
        var evidence = new TransactionEvidence(
            transaction,
            new EvidenceAgency("proef", "Proefzegel"),
            at, at, at, null,
            "flexportal seal",
            new EvidenceFile(Printable(fileName), pages, original.Length, Convert.ToHexStringLower(SHA256.HashData(original))),
            new EvidenceSignIn(nobody, "127.0.0.1", "proef", "worker", Name, "proef@example.invalid", null, at),
            null,
            new EvidenceSigner(Name, "127.0.0.1", nobody, "proef@example.invalid", "CLICK"),
            "Proefzegel",
            []);
        return new SealRequest(original, evidence, new ProofLook("Proefzegel", 0x1F4E79, "en"), at);
    }

    /// <summary>File names of others may hold anything; the proof prints the scripts that its fonts have.</summary>
    private static string Printable(string name) =>
        name.Length <= LongestName && name.All(sign => sign is >= ' ' and < '\u02B0' and not (>= '\u007F' and <= '\u00A0') and not '\u00AD') ? name : "document.pdf";
}
