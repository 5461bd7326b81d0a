using System.Formats.Asn1;

namespace Flexportal.Sealing.Cms;

/// <summary>Reads exactly one DER value of a kind, nothing before and nothing after it (X.690 10 and 11).</summary>
internal static class Der1
{
    public static Asn1Tag Context(int number, bool constructed = true) => new(TagClass.ContextSpecific, number, constructed);

    public static AsnReader Sequence(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var inner = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return inner;
    }

    public static ReadOnlyMemory<byte> Octets(AsnReader reader, Asn1Tag? tag = null) =>
        reader.TryReadPrimitiveOctetString(out var value, tag) ? value : throw new AsnContentException("An octet string must be primitive.");

    public static ReadOnlyMemory<byte> Bits(AsnReader reader) =>
        reader.TryReadPrimitiveBitString(out var unused, out var value) && unused == 0
            ? value
            : throw new AsnContentException("A bit string must be primitive and of whole bytes.");

    /// <summary>UTCTime or GeneralizedTime as RFC 5280 4.1.2.5 wants them: seconds, Z, no fraction.</summary>
    public static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag() == new Asn1Tag(UniversalTagNumber.UtcTime) ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();
}

/// <summary>An AlgorithmIdentifier: its identifier and the DER of its parameters (empty when absent).</summary>
internal readonly record struct AlgorithmId(string Oid, string Parameters)
{
    private const string Null = "0500";

    /// <summary>No parameters, or the NULL that RSA and older digests carry.</summary>
    public bool IsPlain => Parameters is "" or Null;

    public bool HasNull => Parameters == Null;

    public static AlgorithmId Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return Body(sequence);
    }

    /// <summary>The fields of an already opened sequence.</summary>
    public static AlgorithmId Body(AsnReader sequence)
    {
        var oid = sequence.ReadObjectIdentifier();
        var parameters = sequence.HasData ? Convert.ToHexString(sequence.ReadEncodedValue().Span) : "";
        sequence.ThrowIfNotEmpty();
        return new AlgorithmId(oid, parameters);
    }
}
