namespace Flexportal.Domain.Signing;

/// <summary>The sentence that a signer agrees to. The page shows it and the proof repeats it, so it stands here once.</summary>
public static class ConsentText
{
    /// <summary>Languages that have the sentence.</summary>
    public static readonly IReadOnlyList<string> Languages = ["nl", "en"];

    /// <summary>The sentence in a language; English where it has none.</summary>
    public static EvidenceConsent For(string title, string language) => language.Split('-')[0] switch
    {
        "nl" => new EvidenceConsent("nl", $"Ik heb {title} gelezen en ga akkoord. Mijn klik op Ondertekenen is mijn handtekening."),
        _ => new EvidenceConsent("en", $"I have read {title} and I agree. My click on Sign is my signature."),
    };

    /// <summary>Dutch, and the signer's own language where it is another.</summary>
    public static IReadOnlyList<EvidenceConsent> Shown(string title, string language) =>
        language.Split('-')[0] == "nl" ? [For(title, "nl")] : [For(title, "nl"), For(title, language)];
}
