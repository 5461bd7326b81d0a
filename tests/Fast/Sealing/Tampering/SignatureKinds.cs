using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Verify;
using Microsoft.Extensions.Time.Testing;
using static Flexportal.Sealing.Verify.VerificationReason;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>Other messages in the hole: by a forger's key, or by the seal's own key in another form than ours. The signed bytes stay as they are.</summary>
internal static class SignatureKinds
{
    private static readonly Lazy<ISealKey> Stranger = new(() => TestKeys.Create(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
    private static readonly Lazy<ISealKey> Namesake = new(MakeNamesake);
    private static readonly Lazy<ISealKey> NoSigner = new(MakeNoSigner);

    public static IEnumerable<Manipulation> All =>
    [
        Forged("signed by a stranger", [UntrustedRoot], _ => new CmsForge(Stranger.Value)),
        Forged("signed by a namesake of the root", [UntrustedRoot], _ => new CmsForge(Namesake.Value)),
        Forged("stranger with our root among the certificates", [UntrustedRoot], _ => new CmsForge(Stranger.Value) { Extra = [TestPki.World.SealRoot.Certificate] }, "T"),
        Forged("signed by a certificate that is not for signing", [CertificateForm], _ => new CmsForge(NoSigner.Value)),
        Forged("no signing-certificate", [SigningCertificate], w => Ours with { EssMissing = true, SigningTime = w.Variant % 2 == 0 }),
        Forged("signing-certificate of another", [SigningCertificate], _ => Ours with { EssOther = Stranger.Value.Certificate }),
        Forged("signing-certificate with its default spelled out", [SigningCertificate], _ => Ours with { EssWithAlgorithm = true }),
        Forged("signing-time added", [CmsForm], _ => Ours with { SigningTime = true }),
        Forged("algorithm protection left out", [CmsForm], _ => Ours with { NoProtection = true }),
        Forged("no signed attributes", [CmsForm], _ => Ours with { NoAttributes = true }),
        Forged("content inside", [CmsForm], _ => Ours with { Attached = true }),
        Forged("digest by SHA-1", [CmsForm], _ => Ours with { Sha1 = true }),
        Forged("digest named SHA-512", [CmsForm], _ => Ours with { Sha512 = true }),
        Forged("digest of other bytes", [Digest], _ => Ours with { WrongDigest = true }),
        Forged("two signers", [CmsForm], _ => Ours with { TwoSigners = true }),
        Forged("another version", [CmsForm], w => Ours with { Version = w.Variant % 2 == 0 ? 3 : 5 }),
        Forged("attributes out of order", [CmsForm], _ => Ours with { Unsorted = true }),
        Forged("unsigned attribute added", [CmsForm], _ => Ours with { UnsignedJunk = true }),
        Forged("the other s", [SignatureValue], _ => Ours with { HighS = true }),
        Forged("certificate added", [CertificateSet], w => Ours with { Extra = [w.Variant % 2 == 0 ? TestPki.World.OtherRoot.Certificate : TestPki.World.Responder.Certificate] }),
        Forged("root left out", [CertificateSet], _ => Ours with { WithoutChain = true }),
        Forged("timestamp of other bytes", [Timestamp], _ => Ours with { Token = Token(Defect.None, SHA256.HashData([1])) }, "T"),
        Stamped("timestamp by an untrusted authority", [Timestamp], Defect.WrongChain),
        Stamped("timestamp by an expired authority", [Timestamp], Defect.ExpiredCertificate),
        Stamped("timestamp by a certificate without the purpose", [Timestamp], Defect.NoKeyUsage),
        Stamped("timestamp by a certificate of many purposes", [Timestamp], Defect.UncriticalKeyUsage),
        Stamped("timestamp with a wrong value", [Timestamp], Defect.WrongSignature),
        Stamped("timestamp with a stranger's certificate inside", [Timestamp], Defect.StrangeCertificateInside),
        Stamped("timestamp with unsigned attributes", [Timestamp], Defect.UnsignedAttribute),
        Stamped("timestamp without signing-certificate", [Timestamp], Defect.NoSigningCertificate),
        Stamped("timestamp over SHA-1", [Timestamp], Defect.Sha1Imprint),
        Stamped("timestamp of the wrong type", [Timestamp], Defect.WrongContentType),
        Stamped("timestamp before the sealing", [TimeOrder], Defect.OneHourOff),
        new("timestamp taken out", "T", [Timestamp], w => w.Parts.WithDer(w.Parts.SealOpen, w.Parts.SealClose, Ours.Sign(DigestOf(w.Parts)))),
        new("timestamp of another file", "T", [Timestamp], w => Replace(w, w.Other)),
        new("timestamp byte changed", "T", [Timestamp, CmsForm, ContentsEncoding], TokenByte),
    ];

    private static CmsForge Ours => new(TestPki.World.SealKey);

    private static Manipulation Forged(string name, Flexportal.Sealing.Verify.VerificationReason[] reasons, Func<Work, CmsForge> forge, string on = "B") => new(name, on, reasons, w =>
    {
        var parts = w.Parts;
        var digest = DigestOf(parts);
        return parts.WithDer(parts.SealOpen, parts.SealClose, forge(w).Sign(digest));
    });

    private static Manipulation Stamped(string name, Flexportal.Sealing.Verify.VerificationReason[] reasons, Defect defect) => new(name, "T", reasons, w =>
    {
        var parts = w.Parts;
        var digest = DigestOf(parts);
        // The token is over the value, which changes with every ECDSA signature: so the message is read back and the token added to it.
        var bare = Ours.Sign(digest);
        var value = Flexportal.Sealing.Cms.CmsReader.Read(bare, sortedCertificates: true).Signature;
        var stamped = Flexportal.Sealing.Cms.CmsSigner.AddTimestamp(bare, Token(defect, SHA256.HashData(value.Span)));
        return parts.WithDer(parts.SealOpen, parts.SealClose, stamped);
    });

    private static byte[] DigestOf(SealedParts parts) => SHA256.HashData([.. parts.File[..parts.SealOpen], .. parts.File[parts.SealClose..]]);

    private static byte[] Token(Defect defect, byte[] imprint) => new TestAuthority(TestPki.World, new FakeTimeProvider(SealedFiles.Now), defect).Token(imprint, null);

    private static byte[] Replace(Work w, SealedParts other)
    {
        var theirs = Flexportal.Sealing.Cms.CmsReader.Read(other.Der(other.SealOpen, other.SealClose), sortedCertificates: true);
        var digest = DigestOf(w.Parts);
        var token = theirs.UnsignedAttributes.TryGetValue("1.2.840.113549.1.9.16.2.14", out var stamp) ? stamp.ToArray() : Token(Defect.None, SHA256.HashData([2]));
        return w.Parts.WithDer(w.Parts.SealOpen, w.Parts.SealClose, (Ours with { Token = token }).Sign(digest));
    }

    private static byte[] TokenByte(Work w)
    {
        var der = w.Parts.Der(w.Parts.SealOpen, w.Parts.SealClose);
        var token = Flexportal.Sealing.Cms.CmsReader.Read(der, sortedCertificates: true).UnsignedAttributes["1.2.840.113549.1.9.16.2.14"];
        der[der.Length - token.Length + w.Random.Next(token.Length)] ^= (byte)(1 << w.Random.Next(8));
        return w.Parts.WithDer(w.Parts.SealOpen, w.Parts.SealClose, der);
    }

    /// <summary>All names as in the real chain, but keys of the forger's.</summary>
    private static SoftwareSealKey MakeNamesake()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = TestKeys.Authority("Seal root", rootKey, 1).CreateSelfSigned(TestPki.From, TestPki.From.AddYears(9));
        var request = TestKeys.Request("Agency seal", key);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true));
        using var bare = request.Create(root, TestPki.From, TestPki.From.AddYears(3), TestPki.World.SealSigner.Certificate.SerialNumberBytes.Span);
        return new SoftwareSealKey(bare.CopyWithPrivateKey(key), [X509CertificateLoader.LoadCertificate(root.RawData)]);
    }

    /// <summary>A certificate below the trusted root that may not sign.</summary>
    private static BareKey MakeNoSigner()
    {
        var holder = TestPki.Issue("Encryption only", TestPki.World.SealRoot, request =>
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, true)));
        return new BareKey(holder.Certificate, [TestPki.World.SealRoot.Certificate], (ECDsa)holder.Key);
    }

    /// <summary>A key that no check stands before.</summary>
    private sealed record BareKey(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain, ECDsa Key) : ISealKey
    {
        public ValueTask<byte[]> Sign(ReadOnlyMemory<byte> signedAttributes, CancellationToken cancellation) =>
            ValueTask.FromResult(Key.SignData(signedAttributes.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }
}
