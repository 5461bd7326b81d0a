using System.Globalization;

namespace Flexportal.Web.Texts;

internal sealed partial class EnglishTexts : Texts
{
    public override string Tag => "en";
    public override string OwnName => "English";
    public override string LanguageLabel => "Language: ";
    public override string SkipToContent => "Go to the content";
    public override string HelpHeading => "Need help?";
    public override string Call(string phone) => $"Call {phone}";
    public override string Documents => "Documents";
    public override string Help => "Help";
    public override string Settings => "Settings";
    public override string SignOut => "Log out";
    public override string CheckDocument => "Check a document";
    public override string Privacy => "Privacy";
    public override string Accessibility => "Accessibility";
    public override string ErrorTitle(string title) => $"Error: {title}";
    public override string ErrorHeading => "Something was not filled in correctly";
    public override string Step(int number, int of) => $"Step {number} of {of}";
    public override string BackToList => "Back to the list";
    public override string BackToDocument => "Back to the document";
    public override string Continue => "Continue";
    public override string TryAgain => "Try again";
    public override string Optional(string label) => $"{label} (may stay empty)";

    protected override IFormatProvider Culture { get; } = new NumberFormatInfo { NumberDecimalSeparator = "." };
}
