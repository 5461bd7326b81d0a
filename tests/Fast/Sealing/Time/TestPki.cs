using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;

namespace Flexportal.Tests.Fast.Sealing.Time;

/// <summary>A certificate with its key, as a test authority holds it.</summary>
internal sealed record Holder(X509Certificate2 Certificate, AsymmetricAlgorithm Key);

/// <summary>Roots, seal key, timestamp authority and responder of a make-believe world, with places to ask for revocation.</summary>
internal sealed class TestPki
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    private static readonly Lazy<TestPki> Made = new(() => new TestPki(withPointers: true, From));
    private static readonly Lazy<TestPki> MadeBare = new(() => new TestPki(withPointers: false, From));
    private static readonly Lazy<TestPki> MadeTodayBare = new(() => new TestPki(withPointers: false, TimeProvider.System.GetUtcNow().AddDays(-100)));
    private static int serial = 1;
    private readonly DateTimeOffset start;

    private TestPki(bool withPointers, DateTimeOffset from)
    {
        start = from;
        SealRoot = Root("Seal root", start);
        TimeRoot = Root("Time root", start);
        OtherRoot = Root("Another root", start);
        Responder = Below("Responder", SealRoot, request => Purpose(request, OcspSigning, critical: false));
        TimeResponder = Below("Time responder", TimeRoot, request => Purpose(request, OcspSigning, critical: false));
        SealSigner = Below("Agency seal", SealRoot, request =>
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
            if (withPointers) request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(["http://ocsp.seal.test/"], null));
        });
        Authority = Below("Authority", TimeRoot, request =>
        {
            Purpose(request, TimeStamping, critical: true);
            if (withPointers) request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://crl.time.test/list.crl"]));
        });
        AuthorityWithoutPurpose = Below("Authority without purpose", TimeRoot, _ => { });
        AuthorityExpired = Below("Expired authority", TimeRoot, request => Purpose(request, TimeStamping, critical: true), start.AddDays(-400), start.AddDays(-1));
        AuthorityUncritical = Below("Authority of many purposes", TimeRoot, request => Purpose(request, TimeStamping, critical: false));
        AuthorityElsewhere = Below("Authority elsewhere", OtherRoot, request => Purpose(request, TimeStamping, critical: true));
        SealKey = new SoftwareSealKey(SealSigner.Certificate.CopyWithPrivateKey((ECDsa)SealSigner.Key), [SealRoot.Certificate]);
        Anchors = new TrustAnchors([SealRoot.Certificate], [TimeRoot.Certificate]);
    }

    public static TestPki World => Made.Value;

    /// <summary>The same without places to ask for revocation, as the development key is.</summary>
    public static TestPki BareWorld => MadeBare.Value;

    /// <summary>Valid by the real clock, for tools that know no other; without addresses, which those tools would ask.</summary>
    public static TestPki TodayBare => MadeTodayBare.Value;

    public Holder SealRoot { get; }

    public Holder TimeRoot { get; }

    public Holder OtherRoot { get; }

    public Holder Responder { get; }

    public Holder TimeResponder { get; }

    public Holder SealSigner { get; }

    public Holder Authority { get; }

    public Holder AuthorityWithoutPurpose { get; }

    public Holder AuthorityExpired { get; }

    public Holder AuthorityUncritical { get; }

    public Holder AuthorityElsewhere { get; }

    public ISealKey SealKey { get; }

    public TrustAnchors Anchors { get; }

    public static Holder Issue(string name, Holder issuer, Action<CertificateRequest> extend, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = TestKeys.Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer.Certificate, true, false));
        extend(request);
        var number = (byte)Interlocked.Increment(ref serial);
        var certificate = request.Create(
            issuer.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa((ECDsa)issuer.Key), from ?? From, to ?? From.AddYears(3), [0x11, number, 7]);
        return new Holder(certificate, key);
    }

    private Holder Below(string name, Holder issuer, Action<CertificateRequest> extend, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        Issue(name, issuer, extend, from ?? start, to ?? start.AddYears(3));

    private static Holder Root(string name, DateTimeOffset start)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var full = TestKeys.Authority(name, key, 1).CreateSelfSigned(start.AddYears(-5), start.AddYears(20));
        return new Holder(X509CertificateLoader.LoadCertificate(full.RawData), key);
    }

    private static void Purpose(CertificateRequest request, string oid, bool critical) =>
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(oid)], critical));
}

/// <summary>Signs as authorities do.</summary>
internal static class Signing
{
    public static byte[] Value(this Holder holder, ReadOnlySpan<byte> data) => holder.Key is ECDsa ec
        ? ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        : ((RSA)holder.Key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static void Algorithm(this AsnWriter writer, string oid, bool withNull = false)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (withNull) writer.WriteNull();
        }
    }
}
