using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Signing;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Sealing.Verify;

/// <summary>A message whose signature over the file holds.</summary>
/// <param name="Message">The CMS.</param>
/// <param name="ObjectNumber">The signature dictionary.</param>
/// <param name="Padding">Bytes that it leaves free in its hole.</param>
internal sealed record SignedMessage(CmsMessage Message, int ObjectNumber, int Padding)
{
    /// <summary>A seal without timestamp is written with some 400 bytes to spare; one whose timestamp was taken out has the room of the token besides.</summary>
    private const int LargestPadding = 1024;

    /// <summary>The timestamp is not under the signature, so it could be taken out; the room that was kept for it is.</summary>
    /// <exception cref="Rejection">It was.</exception>
    public void DemandTimestampStillThere()
    {
        if (Padding > LargestPadding && !Message.UnsignedAttributes.ContainsKey(Oids.SignatureTimestamp))
            throw new Rejection(VerificationReason.Timestamp, "There is room for a timestamp, but none is in it: it was taken out.", ObjectNumber);
    }
}

/// <summary>A seal whose revision, signature and evidence hold.</summary>
/// <param name="Signed">The CMS.</param>
/// <param name="Evidence">The facts.</param>
/// <param name="SealedAt"><c>/M</c>.</param>
/// <param name="Token">The signature timestamp, or null.</param>
internal sealed record CheckedSeal(SignedMessage Signed, TransactionEvidence Evidence, DateTimeOffset SealedAt, TimestampToken? Token);

/// <summary>Checks the revision that holds the seal.</summary>
internal sealed class SealCheck(ReadOnlyMemory<byte> file, IReadOnlyList<ReadOnlyMemory<byte>> timeRoots)
{
    private static readonly string[] Required = ["Type", "Filter", "SubFilter", "M", "Name", "Reason", "Prop_Build", "ByteRange", "Contents"];
    private static readonly string[] Optional = ["Location", "ContactInfo", "Reference"];

    /// <summary>The CMS over everything up to the revision's end. Comes before evidence and objects: of changed bytes nothing can be believed.</summary>
    /// <exception cref="Rejection">The bytes were changed, or the signature does not hold.</exception>
    public SignedMessage DemandSignature(RevisionTail tail)
    {
        var span = SignedSpan.Read(file, tail.Signature, tail.Section.End);
        var message = CmsReader.Read(span.Der, sortedCertificates: true);
        SealProfile.Demand(message, span.DigestSha256);
        return new SignedMessage(message, tail.Signature.Id.Number, span.Padding);
    }

    /// <summary>Checks what the revision holds.</summary>
    /// <exception cref="Rejection">Anything does not hold.</exception>
    public CheckedSeal Check(SignedMessage signed, Revision revision, StrictObject signature, TransactionEvidence evidence, DocumentState state)
    {
        DemandOriginal(evidence);
        var dictionary = (CosDictionary)state.Decrypted(signature);
        var sealedAt = DemandDictionary(dictionary, evidence, signature.Id.Number);
        DemandField(revision, signature, state);
        var message = signed.Message;
        var token = message.UnsignedAttributes.TryGetValue(Oids.SignatureTimestamp, out var stamp)
            ? TimestampToken.Check(stamp, SHA256.HashData(message.Signature.Span), timeRoots)
            : null;
        return new CheckedSeal(signed, evidence, sealedAt, token);
    }

    private void DemandOriginal(TransactionEvidence evidence)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Span[..checked((int)evidence.File.Size)]));
        if (hash != evidence.File.Sha256) throw new Rejection(VerificationReason.OriginalHash, "The original's bytes are not those that the evidence names.");
    }

    private static DateTimeOffset DemandDictionary(CosDictionary dictionary, TransactionEvidence evidence, int number)
    {
        var keys = dictionary.Entries.Select(entry => entry.Key).ToList();
        var complete = Required.All(key => keys.Contains(key, StringComparer.Ordinal)) && keys.All(key => Required.Contains(key, StringComparer.Ordinal) || Optional.Contains(key, StringComparer.Ordinal));
        if (!complete || dictionary["Type"] is not CosName { Value: "Sig" }
            || dictionary["Filter"] is not CosName { Value: "Adobe.PPKLite" } || dictionary["SubFilter"] is not CosName { Value: "ETSI.CAdES.detached" })
            throw new Rejection(VerificationReason.SignatureDictionary, "The signature dictionary is not of our profile.", number);
        if (dictionary["Reason"] is not CosString reason || !Encoding.Latin1.GetString(reason.Bytes.Span).EndsWith(" " + evidence.TransactionId, StringComparison.Ordinal))
            throw new Rejection(VerificationReason.EvidenceMismatch, "The signature was made for another transaction than the evidence describes.", number);
        return PdfDate.Read(dictionary["M"], number);
    }

    /// <summary>The signature is the value of exactly one field, and the form lists that field.</summary>
    private static void DemandField(Revision revision, StrictObject signature, DocumentState state)
    {
        var fields = revision.Objects.Values.Where(item => item.Value is CosDictionary && item.Dictionary["V"] is CosReference value && value.Id == signature.Id).ToList();
        if (fields.Count != 1 || fields[0].Dictionary["FT"] is not CosName { Value: "Sig" } || fields[0].Dictionary["Subtype"] is not CosName { Value: "Widget" })
            throw new Rejection(VerificationReason.SignatureDictionary, "The signature is not the value of exactly one signature field.", signature.Id.Number);
        var form = state.Value(((CosDictionary?)state.Value(state.Trailer["Root"]))?["AcroForm"]) as CosDictionary;
        if (form?["Fields"] is not CosArray listed || !listed.Items.Any(item => item is CosReference reference && reference.Id == fields[0].Id))
            throw new Rejection(VerificationReason.SignatureDictionary, "The form does not list the signature field.", fields[0].Id.Number);
    }
}
