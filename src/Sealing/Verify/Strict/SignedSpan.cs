using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>A signature dictionary's /ByteRange and /Contents, after they were found to be exact (ISO 32000-2 12.8.1).</summary>
/// <param name="Der">The one DER value in /Contents.</param>
/// <param name="DigestSha256">SHA-256 of everything up to the end of the revision, save the hole.</param>
/// <param name="Padding">Bytes of the hole that the value leaves free.</param>
internal sealed record SignedSpan(ReadOnlyMemory<byte> Der, byte[] DigestSha256, int Padding)
{
    /// <summary>Checks that the range covers the file up to the revision's end and leaves out nothing but the value of /Contents.</summary>
    /// <exception cref="Rejection">Range or contents are not exact.</exception>
    public static SignedSpan Read(ReadOnlyMemory<byte> file, StrictObject signature, int revisionEnd)
    {
        if (!signature.Spans.TryGetValue("Contents", out var hole) || signature.Dictionary["Contents"] is not CosString contents)
            throw new Rejection(VerificationReason.ContentsEncoding, "/Contents is missing or no string.", signature.Id.Number);
        if (signature.Dictionary["ByteRange"] is not CosArray { Items: [CosNumber first, CosNumber firstLength, CosNumber second, CosNumber secondLength] })
            throw new Rejection(VerificationReason.ByteRange, "/ByteRange is missing or not of four numbers.", signature.Id.Number);
        // Compared as text: no sign, no leading zero, no real number says the same in another way.
        string[] expected = ["0", Text(hole.Start), Text(hole.End), Text(revisionEnd - hole.End)];
        if (!expected.SequenceEqual([first.Text, firstLength.Text, second.Text, secondLength.Text], StringComparer.Ordinal))
            throw new Rejection(VerificationReason.ByteRange, "/ByteRange does not cover the file up to the end of its revision, save /Contents.", signature.Id.Number);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file.Span[..hole.Start]);
        hash.AppendData(file.Span[hole.End..revisionEnd]);
        var der = OneValue(contents.Bytes, signature.Id.Number);
        return new SignedSpan(der, hash.GetHashAndReset(), contents.Bytes.Length - der.Length);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>One DER value, then zeros. The parser took lower-case digits only.</summary>
    private static ReadOnlyMemory<byte> OneValue(ReadOnlyMemory<byte> contents, int number)
    {
        try
        {
            AsnDecoder.ReadSequence(contents.Span, AsnEncodingRules.DER, out _, out _, out var length);
            if (contents.Span[length..].ContainsAnyExcept((byte)0)) throw new Rejection(VerificationReason.ContentsEncoding, "The room behind the signature is not filled with zeros.", number);
            return contents[..length];
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.ContentsEncoding, "/Contents is no DER value.", number, e);
        }
    }
}
