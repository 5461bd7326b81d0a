using System.Globalization;

namespace Flexportal.Web.Texts;

internal sealed partial class DutchTexts : Texts
{
    public override string Tag => "nl";
    public override string OwnName => "Nederlands";
    public override string LanguageLabel => "Taal: ";
    public override string SkipToContent => "Naar de inhoud";
    public override string HelpHeading => "Hulp nodig?";
    public override string Call(string phone) => $"Bel {phone}";
    public override string Documents => "Documenten";
    public override string Help => "Hulp";
    public override string Settings => "Instellingen";
    public override string SignOut => "Uitloggen";
    public override string CheckDocument => "Controleer een document";
    public override string Privacy => "Privacy";
    public override string Accessibility => "Toegankelijkheid";
    public override string ErrorTitle(string title) => $"Fout: {title}";
    public override string ErrorHeading => "Er is iets niet goed ingevuld";
    public override string Step(int number, int of) => $"Stap {number} van {of}";
    public override string BackToList => "Terug naar het overzicht";
    public override string BackToDocument => "Terug naar het document";
    public override string Continue => "Verder";
    public override string TryAgain => "Probeer opnieuw";
    public override string Optional(string label) => $"{label} (mag leeg blijven)";

    protected override IFormatProvider Culture { get; } = new NumberFormatInfo { NumberDecimalSeparator = "," };
}
