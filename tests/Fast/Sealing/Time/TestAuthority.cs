using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Time;

namespace Flexportal.Tests.Fast.Sealing.Time;

/// <summary>What is wrong with an authority (F26 and more).</summary>
public enum Defect
{
    None,
    Down,
    Slow,
    WrongNonce,
    WrongImprint,
    NoKeyUsage,
    ExpiredCertificate,
    OneHourOff,
    WrongChain,
    NoNonce,
    UncriticalKeyUsage,
    WrongSignature,
    NoSigningCertificate,
    AnotherSigningCertificate,
    StrangeCertificateInside,
    NoCertificate,
    Refused,
    Garbage,
    BytesBehind,
    UnsignedAttribute,
    OneHourLate,
    Sha1Imprint,
    WrongContentType,
}

/// <summary>A timestamp authority in memory, written in plain DER so that every defect can be made.</summary>
internal sealed class TestAuthority(TestPki pki, TimeProvider clock, Defect defect = Defect.None) : ITimestampAuthority
{
    private const string InfoType = "1.2.840.113549.1.9.16.1.4";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private int number;

    public string Name => defect.ToString();

    public int Calls => number;

    public async Task<byte[]> Send(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref number);
        if (defect == Defect.Down) throw new HttpRequestException("connection refused");
        if (defect == Defect.Slow) await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        if (defect == Defect.Garbage) return [1, 2, 3];
        var (imprint, nonce) = Read(request);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteInteger(defect == Defect.Refused ? 2 : 0);
            if (defect != Defect.Refused) writer.WriteEncodedValue(Token(imprint, nonce));
        }

        return defect == Defect.BytesBehind ? [.. writer.Encode(), 0] : writer.Encode();
    }

    /// <summary>A token for an imprint, outside of any request.</summary>
    public byte[] Token(ReadOnlyMemory<byte> imprint, BigInteger? nonce)
    {
        var holder = defect switch
        {
            Defect.NoKeyUsage => pki.AuthorityWithoutPurpose,
            Defect.ExpiredCertificate => pki.AuthorityExpired,
            Defect.UncriticalKeyUsage => pki.AuthorityUncritical,
            Defect.WrongChain => pki.AuthorityElsewhere,
            _ => pki.Authority,
        };
        var info = Info(imprint, nonce);
        var attributes = Attributes(info, holder);
        var value = holder.Value(attributes);
        if (defect == Defect.WrongSignature) value = holder.Value([1, 2, 3]);
        var stored = (byte[])attributes.Clone();
        stored[0] = 0xA0;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(3);
                using (writer.PushSetOf()) writer.Algorithm(Sha256);
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(defect == Defect.WrongContentType ? "1.2.840.113549.1.7.1" : InfoType);
                    using (writer.PushSequence(Context(0))) writer.WriteOctetString(info);
                }

                using (writer.PushSetOf(Context(0)))
                {
                    if (defect != Defect.NoCertificate) writer.WriteEncodedValue(holder.Certificate.RawData);
                    if (defect == Defect.StrangeCertificateInside) writer.WriteEncodedValue(pki.OtherRoot.Certificate.RawData);
                }

                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteInteger(1);
                    using (writer.PushSequence())
                    {
                        writer.WriteEncodedValue(holder.Certificate.IssuerName.RawData);
                        writer.WriteInteger(holder.Certificate.SerialNumberBytes.Span);
                    }

                    writer.Algorithm(Sha256);
                    writer.WriteEncodedValue(stored);
                    writer.Algorithm("1.2.840.10045.4.3.2");
                    writer.WriteOctetString(value);
                    if (defect == Defect.UnsignedAttribute)
                    {
                        using (writer.PushSetOf(Context(1))) Attribute(writer, "1.2.3.4", inner => inner.WriteNull());
                    }
                }
            }
        }

        return writer.Encode();
    }

    private byte[] Info(ReadOnlyMemory<byte> imprint, BigInteger? nonce)
    {
        var time = clock.GetUtcNow().AddHours(defect switch { Defect.OneHourOff => -1, Defect.OneHourLate => 1, _ => 0 });
        if (defect == Defect.ExpiredCertificate) time = clock.GetUtcNow();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.2.3.4.1");
            using (writer.PushSequence())
            {
                writer.Algorithm(defect == Defect.Sha1Imprint ? "1.3.14.3.2.26" : Sha256, withNull: true);
                writer.WriteOctetString(defect == Defect.WrongImprint ? SHA256.HashData(imprint.Span) : imprint.Span);
            }

            writer.WriteInteger(number + 1);
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
            if (defect == Defect.WrongNonce) writer.WriteInteger((nonce ?? 0) + 1);
            else if (nonce is { } asked && defect != Defect.NoNonce) writer.WriteInteger(asked);
        }

        return writer.Encode();
    }

    private byte[] Attributes(byte[] info, Holder holder)
    {
        var bound = defect == Defect.AnotherSigningCertificate ? pki.TimeRoot.Certificate : holder.Certificate;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, "1.2.840.113549.1.9.3", value => value.WriteObjectIdentifier(defect == Defect.WrongContentType ? "1.2.840.113549.1.7.1" : InfoType));
            Attribute(writer, "1.2.840.113549.1.9.4", value => value.WriteOctetString(SHA256.HashData(info)));
            if (defect != Defect.NoSigningCertificate) Attribute(writer, "1.2.840.113549.1.9.16.2.47", value => SigningCertificate(value, bound));
        }

        return writer.Encode();
    }

    private static void SigningCertificate(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }
    }

    private static void Attribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf()) value(writer);
        }
    }

    private static (ReadOnlyMemory<byte> Imprint, BigInteger Nonce) Read(ReadOnlyMemory<byte> request)
    {
        var outer = new AsnReader(request, AsnEncodingRules.DER).ReadSequence();
        outer.ReadInteger();
        var stamped = outer.ReadSequence();
        stamped.ReadEncodedValue();
        return (stamped.ReadOctetString(), outer.ReadInteger());
    }

    private static Asn1Tag Context(int tag) => new(TagClass.ContextSpecific, tag, isConstructed: true);
}
