using System.Globalization;
using Flexportal.Domain.Common;
using Flexportal.Sealing;

namespace Flexportal.Grains.Signing;

/// <summary>The library's refusals in the product's words.</summary>
internal static class SealRefusals
{
    /// <summary>The refusal for a caller who uploaded this file.</summary>
    public static Refusal Translate(SealRefusal refusal) => new(Code(refusal.Reason), Field(refusal.Reason))
    {
        Detail = Words(refusal),
    };

    /// <summary>Stable code, object number and detail: enough to find the cause, and nothing personal.</summary>
    public static string Words(SealRefusal refusal) =>
        refusal.Code
        + (refusal.ObjectNumber is { } number ? $", object {number.ToString(CultureInfo.InvariantCulture)}" : "")
        + (refusal.Detail is { } detail ? $": {detail}" : "");

    private static string? Field(SealRefusalReason reason) => reason == SealRefusalReason.TextUnprintable ? null : "uploadId";

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
