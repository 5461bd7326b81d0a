namespace Flexportal.Web.Pages.Check;

/// <summary>The verifier's stable reasons in plain words; an expert reads the reason itself beside them.</summary>
internal static class CheckReasons
{
    /// <summary>What is wrong, or null for a reason that nobody here knows.</summary>
    public static string? Say(string reason, Texts.Texts t) => reason switch
    {
        "digest" or "original_hash" or "evidence_mismatch" or "evidence_form" or "forbidden_change" or "unknown_revision" or "stray_bytes"
            or "object_offset" or "object_syntax" or "xref" or "file_end" or "byte_range" => t.CheckChanged,
        "signature_dictionary" or "contents_encoding" or "cms_form" or "signature_value" or "signing_certificate" or "certificate_set" or "certificate_form" => t.CheckSealBroken,
        "untrusted_root" => t.CheckSealForeign,
        "certificate_time" or "revoked" or "revocation_data" => t.CheckSealEnded,
        "timestamp" or "time_order" => t.CheckTimeWrong,
        "too_large" => t.CheckTooMuch,
        _ => null,
    };
}
