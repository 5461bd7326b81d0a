using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>Writes CMS messages that are wrong in one way each.</summary>
internal sealed record CmsForge(ISealKey Key)
{
    private static readonly BigInteger Order = new(
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    public bool EssMissing { get; init; }

    public X509Certificate2? EssOther { get; init; }

    public bool EssWithAlgorithm { get; init; }

    public bool SigningTime { get; init; }

    public bool NoProtection { get; init; }

    public bool NoAttributes { get; init; }

    public bool Attached { get; init; }

    public bool Sha1 { get; init; }

    public bool Sha512 { get; init; }

    public bool TwoSigners { get; init; }

    public bool UnsignedJunk { get; init; }

    public bool HighS { get; init; }

    public bool Unsorted { get; init; }

    public int Version { get; init; } = 1;

    public IReadOnlyList<X509Certificate2> Extra { get; init; } = [];

    public bool WithoutChain { get; init; }

    public bool WrongDigest { get; init; }

    public byte[]? Token { get; init; }

    public byte[] Sign(byte[] digest)
    {
        var attributes = NoAttributes ? [] : Attributes(WrongDigest ? SHA256.HashData(digest) : digest);
        var value = Value(NoAttributes ? digest : attributes);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(Version);
                using (writer.PushSetOf()) Algorithm(writer, DigestOid);
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
                    if (Attached)
                    {
                        using (writer.PushSequence(Context(0))) writer.WriteOctetString([1, 2, 3]);
                    }
                }

                using (writer.PushSetOf(Context(0)))
                {
                    writer.WriteEncodedValue(Key.Certificate.RawData);
                    foreach (var certificate in (WithoutChain ? [] : Key.Chain).Concat(Extra)) writer.WriteEncodedValue(certificate.RawData);
                }

                using (writer.PushSetOf())
                {
                    Signer(writer, attributes, value);
                    if (TwoSigners) Signer(writer, attributes, Value([1, 2, 3]));
                }
            }
        }

        return writer.Encode();
    }

    private string DigestOid => Sha1 ? "1.3.14.3.2.26" : Sha512 ? "2.16.840.1.101.3.4.2.3" : "2.16.840.1.101.3.4.2.1";

    private void Signer(AsnWriter writer, byte[] attributes, byte[] value)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(Key.Certificate.IssuerName.RawData);
                writer.WriteInteger(Key.Certificate.SerialNumberBytes.Span);
            }

            Algorithm(writer, DigestOid);
            if (attributes.Length > 0) writer.WriteEncodedValue((byte[])[0xA0, .. attributes[1..]]);
            Algorithm(writer, "1.2.840.10045.4.3.2");
            writer.WriteOctetString(value);
            if (Token is not null || UnsignedJunk)
            {
                using (writer.PushSetOf(Context(1)))
                {
                    if (Token is not null) Attribute(writer, "1.2.840.113549.1.9.16.2.14", inner => inner.WriteEncodedValue(Token));
                    if (UnsignedJunk) Attribute(writer, "1.2.3.4.5", inner => inner.WriteNull());
                }
            }
        }
    }

    private byte[] Value(byte[] signed)
    {
        var pair = new AsnReader(Key.Sign(signed, CancellationToken.None).AsTask().GetAwaiter().GetResult(), AsnEncodingRules.DER).ReadSequence();
        var (r, s) = (pair.ReadInteger(), pair.ReadInteger());
        var low = BigInteger.Min(s, Order - s);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(HighS ? Order - low : low);
        }

        return writer.Encode();
    }

    private byte[] Attributes(byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, "1.2.840.113549.1.9.3", value => value.WriteObjectIdentifier("1.2.840.113549.1.7.1"));
            Attribute(writer, "1.2.840.113549.1.9.4", value => value.WriteOctetString(digest));
            if (!EssMissing) Attribute(writer, "1.2.840.113549.1.9.16.2.47", Ess);
            if (!NoProtection) Attribute(writer, "1.2.840.113549.1.9.52", Protection);
            if (SigningTime) Attribute(writer, "1.2.840.113549.1.9.5", value => value.WriteUtcTime(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        }

        var sorted = writer.Encode();
        return Unsorted ? Swapped(sorted) : sorted;
    }

    /// <summary>The first two attributes change places: the same set, other bytes.</summary>
    private static byte[] Swapped(byte[] set)
    {
        var reader = new AsnReader(set, AsnEncodingRules.DER).ReadSetOf();
        var first = reader.ReadEncodedValue().ToArray();
        var second = reader.ReadEncodedValue().ToArray();
        var head = set.Length - first.Length - second.Length - Rest(reader);
        return [.. set[..head], .. second, .. first, .. set[(head + first.Length + second.Length)..]];
    }

    private static int Rest(AsnReader reader)
    {
        var length = 0;
        while (reader.HasData) length += reader.ReadEncodedValue().Length;
        return length;
    }

    private void Ess(AsnWriter writer)
    {
        var certificate = EssOther ?? Key.Certificate;
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (EssWithAlgorithm) Algorithm(writer, "2.16.840.1.101.3.4.2.1");
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(Context(4)))
                {
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                }

                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }
    }

    private void Protection(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            Algorithm(writer, DigestOid);
            using (writer.PushSequence(Context(1))) writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
        }
    }

    private static void Algorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
    }

    private static void Attribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf()) value(writer);
        }
    }

    private static Asn1Tag Context(int tag) => new(TagClass.ContextSpecific, tag, isConstructed: true);
}
