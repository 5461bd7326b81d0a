namespace Flexportal.Web.Texts;

// The public check, errors and fixed pages.
public abstract partial class Texts
{
    // The public check
    public abstract string CheckLead { get; }
    public abstract string CheckFile { get; }
    public abstract string CheckFileHint { get; }
    public abstract string CheckNumber { get; }
    public abstract string CheckNumberHint { get; }
    public abstract string CheckNumberWrong { get; }
    public abstract string CheckKnownTitle { get; }
    public abstract string CheckKnownLead(string sentence, string agency, string pages);
    public abstract string CheckKnownFile { get; }
    public abstract string CheckUnknownTitle { get; }
    public abstract string CheckUnknownLead(string agency);
    public abstract string CheckButton { get; }
    public abstract string CheckNothing { get; }
    public abstract string CheckTooLarge { get; }
    public abstract string CheckValidTitle { get; }
    public abstract string CheckValidLead { get; }
    public abstract string CheckNotValidTitle { get; }
    public abstract string CheckNotValidLead { get; }
    public abstract string CheckNotSealedTitle { get; }
    public abstract string CheckNotSealedLead { get; }
    public abstract string CheckUnavailable { get; }
    public abstract string CheckSealOf { get; }
    public abstract string CheckSealTime { get; }
    public abstract string CheckTransaction { get; }
    public abstract string CheckReason { get; }
    public abstract string CheckReasonCode { get; }
    public abstract string CheckChanged { get; }
    public abstract string CheckSealBroken { get; }
    public abstract string CheckSealForeign { get; }
    public abstract string CheckSealEnded { get; }
    public abstract string CheckTimeWrong { get; }
    public abstract string CheckTooMuch { get; }
    public abstract string CheckNames { get; }
    public abstract string CheckAnother { get; }

    // Errors
    public abstract string Reference { get; }
    public abstract string NotFoundTitle { get; }
    public abstract string NotFoundLead { get; }
    public abstract string ForbiddenTitle { get; }
    public abstract string ForbiddenLead { get; }
    public abstract string TooManyTitle { get; }
    public abstract string TooManyLead { get; }
    public abstract string TooLargeTitle { get; }
    public abstract string TooLargeLead { get; }
    public abstract string BrokenTitle { get; }
    public abstract string BrokenLead { get; }
    public abstract string BrokenCall { get; }
    public abstract string ClosedTitle { get; }
    public abstract string ClosedLead { get; }
    public abstract string ToStart { get; }

    // Fixed pages
    public abstract string PrivacyLead(string agency);
    public abstract IReadOnlyList<(string Heading, string Text)> PrivacySections(string agency);
    public abstract string AccessibilityLead { get; }
    public abstract IReadOnlyList<(string Heading, string Text)> AccessibilitySections(string agency);
}
