using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Time;

namespace Flexportal.Tests.Fast.Sealing.Time;

/// <summary>What a responder or list says or does wrong.</summary>
public enum Answer
{
    Good,
    Revoked,
    RevokedLater,
    Unknown,
    Stale,
    SignedByStranger,
    AboutAnother,
    ErrorMessage,
    Down,
    Garbage,
}

/// <summary>OCSP responder and list server of both roots.</summary>
internal sealed class TestRevocation(TestPki pki, TimeProvider clock, Answer ocsp = Answer.Good, Answer crl = Answer.Good, Holder? responder = null) : IRevocationSource
{
    public List<Uri> Asked { get; } = [];

    public Task<byte[]> Ocsp(Uri responder, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        Asked.Add(responder);
        return ocsp switch
        {
            Answer.Down => Task.FromException<byte[]>(new HttpRequestException("connection refused")),
            Answer.Garbage => Task.FromResult<byte[]>([1, 2, 3]),
            Answer.ErrorMessage => Task.FromResult<byte[]>([0x30, 0x03, 0x0A, 0x01, 0x06]),
            _ => Task.FromResult(Response(request)),
        };
    }

    public Task<byte[]> Crl(Uri distributionPoint, CancellationToken cancellation)
    {
        Asked.Add(distributionPoint);
        if (crl == Answer.Down) return Task.FromException<byte[]>(new HttpRequestException("connection refused"));
        if (crl == Answer.Garbage) return Task.FromResult<byte[]>([1, 2, 3]);
        var now = clock.GetUtcNow();
        var builder = new CertificateRevocationListBuilder();
        if (crl == Answer.Revoked) builder.AddEntry(pki.Authority.Certificate.SerialNumberBytes.Span, now.AddDays(-2));
        if (crl == Answer.RevokedLater) builder.AddEntry(pki.Authority.Certificate.SerialNumberBytes.Span, now.AddDays(2));
        builder.AddEntry([0x11, 0x22, 0x33], now.AddDays(-2));
        var issuer = crl == Answer.AboutAnother ? pki.OtherRoot : pki.TimeRoot;
        var signer = crl == Answer.SignedByStranger ? pki.OtherRoot : issuer;
        var next = crl == Answer.Stale ? now.AddHours(-1) : now.AddDays(7);
        return Task.FromResult(builder.Build(
            issuer.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa((ECDsa)signer.Key), 7, next, HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier([1, 2, 3, 4]), now.AddDays(-1)));
    }

    private byte[] Response(ReadOnlyMemory<byte> request)
    {
        var id = new AsnReader(request, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence().ReadSequence().ReadEncodedValue();
        var data = Data(ocsp == Answer.AboutAnother ? Another(id) : id);
        var signer = ocsp == Answer.SignedByStranger ? pki.OtherRoot : responder ?? pki.Responder;
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            basic.Algorithm("1.2.840.10045.4.3.2");
            basic.WriteBitString(signer.Value(data));
            using (basic.PushSequence(Context(0)))
            using (basic.PushSequence())
            {
                basic.WriteEncodedValue(signer.Certificate.RawData);
            }
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                writer.WriteOctetString(basic.Encode());
            }
        }

        return writer.Encode();
    }

    private byte[] Data(ReadOnlyMemory<byte> id)
    {
        var now = clock.GetUtcNow();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Context(1))) writer.WriteEncodedValue(pki.Responder.Certificate.SubjectName.RawData);
            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(id.Span);
                Status(writer, now);
                writer.WriteGeneralizedTime(now.AddHours(-1), omitFractionalSeconds: true);
                using (writer.PushSequence(Context(0)))
                {
                    writer.WriteGeneralizedTime(ocsp == Answer.Stale ? now.AddMinutes(-30) : now.AddHours(12), omitFractionalSeconds: true);
                }
            }
        }

        return writer.Encode();
    }

    private void Status(AsnWriter writer, DateTimeOffset now)
    {
        switch (ocsp)
        {
            case Answer.Revoked or Answer.RevokedLater:
                using (writer.PushSequence(Context(1))) writer.WriteGeneralizedTime(now.AddDays(ocsp == Answer.Revoked ? -1 : 1), omitFractionalSeconds: true);
                break;
            case Answer.Unknown:
                writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 2));
                break;
            default:
                writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                break;
        }
    }

    private static byte[] Another(ReadOnlyMemory<byte> id)
    {
        var bytes = id.ToArray();
        bytes[^1] ^= 0x01;
        return bytes;
    }

    private static Asn1Tag Context(int tag) => new(TagClass.ContextSpecific, tag, isConstructed: true);
}
