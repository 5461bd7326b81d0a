using System.Globalization;
using Flexportal.Domain.Common;
using Flexportal.Sealing;

namespace Flexportal.Grains.Signing;

/// <summary>The library's refusals in the product's words.</summary>
internal static class SealRefusals
{
    /// <summary>The refusal for a caller who uploaded this file.</summary>
    public static Refusal Translate(SealRefusal refusal) => new(Code(refusal.Reason), Field(refusal))
    {
        Detail = Words(refusal),
    };

    /// <summary>Stable code, object number and detail: enough to find the cause, and nothing personal.</summary>
    public static string Words(SealRefusal refusal) =>
        refusal.Code
        + (refusal.ObjectNumber is { } number ? $", object {number.ToString(CultureInfo.InvariantCulture)}" : "")
        + (refusal.Detail is { } detail ? $": {detail}" : "");

    private static string? Field(SealRefusal refusal) => refusal.Reason == SealRefusalReason.TextUnprintable ? Source(refusal.Detail?.Split(" in ")[^1]) : "uploadId";

    // Which input a text of the proof came from: the last word of the detail is its member in the evidence.
    private static string? Source(string? member) => member switch
    {
        "title" => "title",
        "file.name" => "fileName",
        not null when member.StartsWith("signer.", StringComparison.Ordinal) || member.StartsWith("signIn.", StringComparison.Ordinal) => "workerId",
        _ => null,
    };

    private static RefusalCode Code(SealRefusalReason reason) => reason switch
    {
        SealRefusalReason.NotAPdf or SealRefusalReason.Empty or SealRefusalReason.Damaged => RefusalCode.FileNotPdf,
        SealRefusalReason.Encrypted or SealRefusalReason.PermissionsForbid => RefusalCode.PdfEncrypted,
        SealRefusalReason.NoPages => RefusalCode.PdfNoPages,
        SealRefusalReason.XfaDynamic or SealRefusalReason.TooComplex => RefusalCode.PdfUnsupported,
        SealRefusalReason.DocmdpForbids or SealRefusalReason.AlreadySigned => RefusalCode.PdfAlreadySigned,
        SealRefusalReason.TooLarge => RefusalCode.FileTooLarge,
        SealRefusalReason.TextUnprintable => RefusalCode.TextUnprintable,
        SealRefusalReason.ActiveContent => RefusalCode.PdfActiveContent,
        SealRefusalReason.EvidenceMismatch or SealRefusalReason.SignatureTooLarge or SealRefusalReason.TimestampUnavailable
            or SealRefusalReason.KeyUnavailable or SealRefusalReason.SelfCheckFailed => RefusalCode.Unavailable,
    };
}
