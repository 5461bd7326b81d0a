namespace Flexportal.Web.Texts;

internal sealed partial class EnglishTexts
{
    public override string CheckLead => "Was this file signed exactly like this? Choose the PDF. Anyone may check, without an account.";
    public override string CheckFile => "Signed file (PDF)";
    public override string CheckFileHint => "We do not keep the file.";
    public override string CheckNumber => "Or the transaction number";
    public override string CheckNumberHint => "32 digits and letters. You find it on the proof of transaction.";
    public override string CheckNumberWrong => "This is not a whole transaction number. It has 32 characters: digits and the letters a to f.";
    public override string CheckKnownTitle => "This signature is known";
    public override string CheckKnownLead(string sentence, string agency, string pages) => $"On {sentence} a document of {pages} was signed at {Ending(agency)}";
    public override string CheckKnownFile => "Do you want to know whether your file is exactly this document? Then check the file itself.";
    public override string CheckUnknownTitle => "We do not know this number";
    public override string CheckUnknownLead(string agency) => $"{agency} has no signature with this number. See whether you copied the number correctly, and whether this is the portal of the right agency.";
    public override string CheckButton => "Check";
    public override string CheckNothing => "First choose a file.";
    public override string CheckTooLarge => "This file is too large. It may be at most 40 MB.";
    public override string CheckValidTitle => "This file is right";
    public override string CheckValidLead => "It has not changed since it was signed.";
    public override string CheckNotValidTitle => "This file is not right";
    public override string CheckNotValidLead => "It was changed after signing, or the seal cannot be trusted. Ask for the file as it was emailed.";
    public override string CheckNotSealedTitle => "This file has no seal of ours";
    public override string CheckNotSealedLead => "Choose the file from the email that you got after signing. A print or a photo does not work.";
    public override string CheckUnavailable => "Checking does not work now. Try again in a few minutes.";
    public override string CheckSealOf => "Seal of";
    public override string CheckSealTime => "Sealed on";
    public override string CheckTransaction => "Transaction number";
    public override string CheckReason => "What is wrong";
    public override string CheckReasonCode => "For experts";
    public override string CheckChanged => "Something in the file was changed or added after it was sealed.";
    public override string CheckSealBroken => "The seal in the file is damaged or was copied.";
    public override string CheckSealForeign => "The seal is not ours.";
    public override string CheckSealEnded => "The seal could not be used at that time, or that cannot be checked.";
    public override string CheckTimeWrong => "The time in the seal is not right.";
    public override string CheckTooMuch => "The file is too large to check.";
    public override string CheckNames => "We do not show names here. They are only in the file itself.";
    public override string CheckAnother => "Check another file";
    public override string Reference => "Number";
    public override string NotFoundTitle => "This page is not here";
    public override string NotFoundLead => "Perhaps the link is old or not complete. Go to your documents and try it there.";
    public override string ForbiddenTitle => "This is not allowed here";
    public override string ForbiddenLead => "We did nothing. Go back to the page and try again.";
    public override string TooManyTitle => "Please wait a moment";
    public override string TooManyLead => "Too many questions come from this network. Wait a few minutes and try again.";
    public override string TooLargeTitle => "This is too large";
    public override string TooLargeLead => "What you sent is too large. Nothing was saved.";
    public override string BrokenTitle => "This does not work now";
    public override string BrokenLead => "It is our fault. Try again in a few minutes.";
    public override string BrokenCall => "Does it stay like this? Call us and mention this number:";
    public override string ClosedTitle => "The portal is closed for a moment";
    public override string ClosedLead => "We are doing maintenance. Try again in a few minutes. What you did is saved.";
    public override string ToStart => "To my documents";
    public override string PrivacyLead(string agency) => $"{agency} is responsible for your data. The portal uses them only to let you read and sign your documents.";
    public override IReadOnlyList<(string Heading, string Text)> PrivacySections(string agency) =>
    [
        ("What we keep", "Your name, your email address, your number at the agency, and which documents you signed when and how. The internet address (IP) of your phone or computer belongs to a signature as well."),
        ("What we do not keep", "The signed file. As soon as it has reached you and the agency, we erase it. We never keep codes and passwords in readable form."),
        ("Where your data are", "The documents are kept encrypted. We share them with nobody but you and the agency."),
        ("Cookies", "We only use cookies that are needed: to keep you logged in, to remember your language and to protect forms. There is no advertising and nobody follows you."),
        ("Your rights", $"You may see your data, have them corrected or have them erased. Ask {Ending(agency)} If you do not agree with the answer, you can go to the Autoriteit Persoonsgegevens."),
    ];
    public override string AccessibilityLead => "Everybody must be able to read and sign here. We follow WCAG 2.2, level AA.";
    public override IReadOnlyList<(string Heading, string Text)> AccessibilitySections(string agency) =>
    [
        ("What works", "The portal works with a keyboard alone, with a screen reader, with large text, in the dark, without script and on a small screen. You can also read every document as text."),
        ("More time", "Do you need more time for the code? Choose 15 minutes when you sign, or in Settings."),
        ("What is not good yet", "Some documents were scanned by the agency. For those there is no text. Ask for a version with text."),
        ("Are you stuck?", $"Call {agency} or send an email. We will solve it."),
    ];
}
