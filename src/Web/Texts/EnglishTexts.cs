using System.Globalization;

namespace Flexportal.Web.Texts;

internal sealed class EnglishTexts : Texts
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

    public override string SignInTitle => "Log in";
    public override string SignInLead(string agency) => $"Read and sign your documents from {agency}.";
    public override string SignInButton => "Log in";
    public override string Email => "Email address";
    public override string EmailHint => "The address that got our email";
    public override string Password => "Password";
    public override string ForgotPassword => "Forgot your password?";
    public override string SignInWrong => "Your email address or password is not correct. Try again.";
    public override string SignInTooOften(int minutes) => minutes <= 1
        ? "Too many tries. Wait 1 minute or ask for a new password."
        : $"Too many tries. Wait {minutes} minutes or ask for a new password.";
    public override string SignedOut => "You are logged out.";
    public override string WasAway => "You were away. Log in again and continue where you were.";
    public override string FieldEmpty(string label) => $"Fill this in: {label}.";
    public override string LandingTitle(string agency) => $"Welcome to {agency}";
    public override string LandingLead(string agency) => $"You are going to the portal of {agency}. Press Continue.";
    public override string OldLinkTitle => "This link no longer works";
    public override string OldLinkLead => "No problem: log in or ask for a new link.";
    public override string AskNewLink => "Ask for a new link";
    public override string WrongAccountTitle => "This is for another account";
    public override string WrongAccountLead => "This document belongs to another account. Log out and log in with the address the email was sent to.";
    public override string WelcomeLead => "With your own account you can sign all your documents quickly and safely. First choose a password.";
    public override string NewPassword => "New password";
    public override string NewPasswordHint => "At least 10 characters. A few words in a row is good.";
    public override string RepeatPassword => "The same password again";
    public override string SavePassword => "Save my password";
    public override string PasswordTooShort => "Your password is too short. Use at least 10 characters.";
    public override string PasswordTooLong => "Your password is too long. Use at most 128 characters.";
    public override string PasswordTooCommon => "This password is easy to guess. Choose another one.";
    public override string PasswordsDiffer => "The two passwords are not the same.";
    public override string ForgotLead => "Fill in your email address. We email you a link to choose a new password.";
    public override string ForgotButton => "Email me a link";
    public override string ForgotSentTitle => "Look in your email";
    public override string ForgotSent => "If we know this address, you get an email within 5 minutes.";
    public override string ResetTitle => "Choose a new password";
    public override string ResetLead => "After that you are logged in at once. On other devices you have to log in again.";

    public override string HomeLead(string name, int count, int blocked) => count switch
    {
        0 when blocked > 0 => $"Hello {name}, you cannot sign anything now. {(blocked == 1 ? "1 document is" : $"{blocked} documents are")} blocked.",
        0 => $"Hello {name}, everything is done.",
        1 => $"Hello {name}, you can sign 1 document now.",
        _ => $"Hello {name}, you can sign {count} documents now.",
    };
    public override string ToSignHeading => "Documents to sign";
    public override string SignedHeading => "Signed documents";
    public override string PersonalHeading => "Your documents";
    public override string PersonalIntro => "Here you find documents that are important for your records. We advise you to download them and keep them.";
    public override string NothingFound => "No documents found";
    public override string ToSignEmpty => "Nothing to sign now. We email you when something is ready.";
    public override string SignedEmpty => "Documents you have signed will appear here.";
    public override string PersonalEmpty(string agency) => $"{agency} has not added documents for you yet.";
    public override string KeepSafe => "When you have received your signed documents, we advise you to save them at once in a safe folder where you can easily find them again.";
    public override string NotKeptHere => "For safety, signed documents are not kept in your portal. You do have a list of which documents you signed when.";
    public override string ReadAndSign => "Read and sign";
    public override string OlderDocuments => "Older documents";
    public override string StateNew => "New";
    public override string StateRead => "Already read";
    public override string StateCodeSent => "Code sent";
    public override string StateCodeOver => "Code expired";
    public override string StateLocked => "Blocked";
    public override string StateExpired => "Expired";
    public override string StateWithdrawn => "Withdrawn";
    public override string StateRefused => "Not agreed";
    public override string StateChanged => "Changed";
    public override string ExpiresToday => "Expires today";
    public override string ExpiresTomorrow => "Expires tomorrow";
    public override string SignBefore(string date) => $"Sign before {date}";
    public override string CodeValidUntil(string clock) => $"code valid until {clock}";
    public override string AskUs => "ask us for help";
    public override string Download(string size) => $"Download (PDF, {size})";
    public override string DownloadWord => "Download";

    public override string From(string agency) => $"from {agency}";
    public override string PageOf(int number, int of) => $"Page {number} of {of}";
    public override string ReadAsText => "Read as text";
    public override string PageAsText => "As text";
    public override string ReadAsPages => "Read as pages";
    public override string TextTitle(string title) => $"{title}, as text";
    public override string TextNote => "This is the text from the file. You see tables and pictures in the pages. You sign the document itself.";
    public override string NoText => "There is no text in this file. Look at the pages or call us.";
    public override string FirstPagesOnly(int shown) => $"These are the first {shown} pages as text. You see the others in the pages.";
    public override string NoPages => "The pages cannot be shown now. Read the document as text or download it.";
    public override string Sign => "Sign";
    public override string NotAgree => "I do not agree";
    public override string GoOnWithCode => "Continue with the code";
    public override string ReadOnlyNow => "You can read this document, but you cannot sign it now.";
    public override string SeeWhy => "See why";

    public override string ConfirmTitle => "Is everything correct?";
    public override string ConfirmSentence(string title, string agency, string name) => $"You sign {title} of {agency} as {name}.";
    public override string Document => "Document";
    public override string File => "File";
    public override string Pages(int count) => count == 1 ? "1 page" : $"{count} pages";
    public override string FromLabel => "From";
    public override string CodeTo => "Code to";
    public override string SignatureGoesHere(string name) => $"The signature of {name} goes here.";
    public override string MoreTime => "I want more time for the code (15 minutes instead of 90 seconds)";
    public override string SignButton(string title) => $"Sign {title}";
    public override string SendMeTheCode => "Send me the code";

    public override string CodeTitle => "Enter the code";
    public override string CodeSending(string address) => $"We are sending a code to {address}. The time starts when the email has gone.";
    public override string CodeSent(string clock, string address) => $"The code was sent at {clock}. Look in your email: {address}.";
    public override string CodeNotAccepted => "Sending takes longer than usual. No time is running and you do not lose a code.";
    public override string CodeMayClose => "You may close this page: open it again with the button in the email.";
    public override string CodeLabel(int digits) => $"{digits}-digit code";
    public override string CodeConfirm => "Confirm";
    public override string TimeLeft(TimeSpan left, string until) => $"You have {Duration(left)} left, until {until}.";
    public override string TimeLeftTemplates => "You have {m} minutes and {s} seconds left, until {u}.|You have 1 minute and {s} seconds left, until {u}.|You have {s} seconds left, until {u}.";
    public override string SpokenLeftTemplate => "{s} seconds left.";
    public override string TimeIsUp => "Time is up";
    public override string CodeOverLead(int resendsLeft) => $"Ask for a new code. You can do this {resendsLeft} more {(resendsLeft == 1 ? "time" : "times")}.";
    public override string CodeWrongHeading => "This code is not correct";
    public override string CodeWrong(int left) => $"This code is not correct. You can try {left} more {(left == 1 ? "time" : "times")}.";
    public override string CodeShort(int digits, int entered) => $"The code has {digits} digits. You entered {entered}.";
    public override string CodeLetters => "Enter digits only.";
    public override string CodeEmpty => "Enter the code from the email.";
    public override string CodeReplacedHeading => "This is the previous code";
    public override string CodeReplaced(string? clock) => clock is null
        ? "This is the previous code. Use the code from the newest email."
        : $"This is the previous code. Use the code of {clock}.";
    public override string CodeExpired => "The time of this code is up. Ask for a new code.";
    public override string ResendButton(int left) => $"Send a new code ({left} left)";
    public override string ResendIn(int seconds) => seconds == 1 ? "You can ask for a new code in 1 second." : $"You can ask for a new code in {seconds} seconds.";
    public override string NoMoreCodes => "You cannot ask for another code. Contact us.";
    public override string NoCodeHeading => "No code received?";
    public override string NoCodeSpam => "Look in Spam or Promotions. Wait a few minutes.";
    public override string NoCodeAddress(string agency) => $"Wrong address? Call {agency}.";
    public override string Later => "Continue later";
    public override string CheckAgain => "See whether the code has gone";
    public override string ShowAgain => "Look again";
    public override string Offline => "You are offline. What you entered stays. Try again when you are online.";

    public override string SealingLead => "We are preparing your document. This usually takes 5 seconds. You may close this page: you will get an email.";
    public override string DoneTitle(string title) => $"You have signed {title}";
    public override string DoneOn(string sentence) => $"On {sentence}.";
    public override string DoneHow(string method, string number) => $"{method}. Number {number}";
    public override string MethodClick => "Click on \"Sign\"";
    public override string MethodTyped => "Typed name";
    public override string MethodDrawn => "Drawn signature";
    public override string MethodWithCode(string method) => $"{method} and code by email";
    public override string MailComing(string address) => $"We email you the document with the proof of transaction to {address}.";
    public override string MailSent(string address) => $"We have emailed you the document with the proof of transaction to {address}.";
    public override string MailArrived(string address) => $"We have emailed you the document with the proof of transaction. It has arrived at {address}.";
    public override string MailFailed(string address, string agency) => $"The email to {address} did not arrive. Your signature stands. Call {agency} and we send the document again.";
    public override string KeepItNow => "Save it now in a safe place where you can find it: we do not keep it for you.";
    public override string NextDocument(int left) => $"Next document ({left} left)";
    public override string ProofHeading => "Proof of transaction";
    public override string ProofReference => "Transaction number";
    public override string ProofSigned => "Signed on";
    public override string ProofMethod => "How";
    public override string ProofHash => "SHA-256 of the file";
    public override string ProofOriginalHash => "SHA-256 of the document";
    public override string PageAlt(int number, int of, string title) => $"Page {number} of {of} of {title}";
    public override string MailAgency(string agency) => $"Email {agency}";
    public override string ProofCheck => "Check the file that you received";

    public override string LockedTitle => "Signing does not work now";
    public override string LockedSince => "Blocked since";
    public override string Hours => "Opening hours";
    public override string LockedCodes(int codes, string since) => $"You used {codes} codes. That is why this document is blocked since {since}. {ContactUs}";
    public override string LockedWrong(string since) => $"A wrong code was entered too often. That is why this document is blocked since {since}. {ContactUs}";
    public override string LockedPlain(string agency) => $"The codes are used up or a wrong code was entered too often. That is why this document is blocked. {ContactUs}";
    public override string ReadTheDocument => "Read the document";
    public override string OwnLanguageHint => "You may write in your own language.";
    public override string RefuseTitle => "Why do you not agree?";
    public override string RefuseLead(string title) => $"Your answer is about {title}. Nothing will be signed.";
    public override string RefuseLegend => "Choose what fits best";
    public override IReadOnlyList<string> RefuseReasons { get; } = ["Something is wrong", "I do not understand", "I want to talk first", "Something else"];
    public override string RefuseExplain => "Do you want to explain?";
    public override string RefuseSend(string agency) => $"Send to {agency}";
    public override string RefuseMissing => "Choose why you do not agree.";
    public override string RefusedTitle => "We have passed it on";
    public override string RefusedLead(string agency) => $"{agency} will contact you. Nothing has been signed.";
    public override string ExpiredTitle => "This document has expired";
    public override string ExpiredLead(string agency) => $"The last day to sign has passed. Call {agency} if you still want to sign it.";
    public override string WithdrawnTitle => "This document was withdrawn";
    public override string WithdrawnLead(string agency) => $"{agency} withdrew this document. You do not have to do anything.";
    public override string ReplacedTitle => "There is a new version";
    public override string ReplacedLead(string agency) => $"{agency} changed this document. The new version is in your list.";
    public override string TextTooLong(int max) => $"Your text is too long. Use at most {max} characters.";
    public override string ChangedMeanwhile => "Something has changed meanwhile. See below how it stands now.";
    public override string AccountLocked(string agency) => $"A wrong code was entered too often. That is why you cannot sign anything now. Call {agency} and they will open it again.";
    public override string MailRejected(string agency) => $"We cannot send email to your address. Call {agency}: they can correct your address.";
    public override string Unavailable => "This does not work now. Nothing has happened. Try again in a few minutes.";

    public override string HelpTitle => "Help";
    public override string HelpLead(string agency) => $"Are you stuck? {agency} is glad to help.";
    public override string HelpHow => "How signing works";
    public override IReadOnlyList<string> HelpSteps { get; } =
    [
        "As soon as documents are ready to sign, you get an email from us. Click the link in the email and log in with your own details.",
        "Press Read and sign at a document that is ready. The document opens at once. Read it and press Sign.",
        "Sometimes we ask for a code of 4 digits. We email it to you at once. Enter the code within 90 seconds. You can ask for a new code 2 times. Did you not manage to enter the code correctly and in time? Then contact us.",
        "You get an email with the signed document and the proof of transaction. Save it at once in a safe folder.",
    ];
    public override string AskTitle => "Ask your question";
    public override string AskOrWrite => "Or send a message";
    public override string AskTopic => "What is it about?";
    public override IReadOnlyList<string> AskTopics { get; } =
        ["I get no code", "My document is blocked", "Something in my document is wrong", "I cannot read the language", "I cannot log in on another device", "Something else"];
    public override string AskMessage => "Your message";
    public override string AskPhone => "Phone number to call you back";
    public override string AskPhoneHint => "For example 06 12 34 56 78";
    public override string AskSend(string agency) => $"Ask {agency} for help";
    public override string AskNoTopic => "Choose what your question is about.";
    public override string AskPhoneWrong => "This phone number is too long. Use at most 40 characters.";
    public override string AskAbout(string title) => $"Your question is about {title}.";
    public override string AskDone(string agency, string reference) => $"We have passed on your question. {agency} will contact you. Number: {reference}.";
    public override string AskFailed(string agency) => $"Your question was not sent. Call or email {agency}.";
    public override string AskLink(string agency) => $"Ask {agency} for help";
    public override string AndroidTitle => "Usually you do not have to set anything";
    public override string AndroidLead => "Do you have to enter a code and is the page gone? Open the email with the code and press Continue signing. You go on where you were.";
    public override string AndroidHeading => "Do you prefer a browser of its own?";
    public override string AndroidWhy =>
        "Android opens the web page in the browser of the app that you are in. So when you open a link from your email, you do not leave the mail app. For some documents you get a code by email. You cannot open it and stay on the page where you have to enter it. If you change a general setting of your mail app, the page opens in a separate browser and you can open your mail again to look up the code.";
    public override string AndroidExample => "You need at least Android 8. The example is Gmail. It works the same way in all other apps.";
    public override IReadOnlyList<(string Do, string? Where)> AndroidSteps { get; } =
    [
        ("Open Gmail and press the menu", "The three lines, top left"), ("Choose Settings", "At the very bottom of the menu"), ("Choose General settings", null),
        ("Switch off “Open web links in Gmail”", "The tick must be gone"), ("Open our email again", "The link now opens in your own browser"),
    ];
    public override string AndroidIos => "Do you have an iPhone or iPad? Then you do not have to do anything.";
    public override string AndroidLink => "Settings for your mail app (Android)";

    public override string SettingsLead => "Choose how the portal works for you.";
    public override string SettingsLanguage => "Language";
    public override string SettingsMoreTime => "Always give me 15 minutes for a code";
    public override string SettingsLargeText => "Larger text on this device";
    public override string SettingsSave => "Save my settings";
    public override string SettingsSaved => "Your settings have been saved.";
    public override string SettingsAccount => "Your details";
    public override string SettingsName => "Name";
    public override string SettingsWrong(string agency) => $"Is something wrong? Call {agency}: only they can change this.";
    public override string SettingsDevices => "Other devices";
    public override string SettingsDevicesLead => "Did you lose your phone, or did you log in on another computer? Then log out everywhere.";
    public override string SignedInSince(string sentence) => $"You are logged in here since {sentence}.";
    public override string SignOutEverywhere => "Log out everywhere";

    public override string CheckLead => "Was this file signed exactly like this? Choose the PDF. Anyone may check, without an account.";
    public override string CheckFile => "Signed file (PDF)";
    public override string CheckFileHint => "We do not keep the file.";
    public override string CheckNumber => "Or the transaction number";
    public override string CheckNumberHint => "32 digits and letters. You find it on the proof of transaction.";
    public override string CheckNumberWrong => "This is not a whole transaction number. It has 32 characters: digits and the letters a to f.";
    public override string CheckKnownTitle => "This signature is known";
    public override string CheckKnownLead(string sentence, string agency, string pages) => $"On {sentence} a document of {pages} was signed at {agency}.";
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
    public override string CheckNames => "We do not show names here. They are only in the file itself.";
    public override string CheckAnother => "Check another file";

    public override string Reference => "Number";
    public override string NotFoundTitle => "This page is not here";
    public override string NotFoundLead => "Perhaps the link is old or not complete. Go to your documents and try it there.";
    public override string ForbiddenTitle => "This is not allowed here";
    public override string ForbiddenLead => "We did nothing. Go back to the page and try again.";
    public override string TooManyTitle => "Please wait a moment";
    public override string TooManyLead => "Too many questions come from this device. Try again in a minute.";
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
        ("Your rights", $"You may see your data, have them corrected or have them erased. Ask {agency}. If you do not agree with the answer, you can go to the Autoriteit Persoonsgegevens."),
    ];
    public override string AccessibilityLead => "Everybody must be able to read and sign here. We follow WCAG 2.2, level AA.";
    public override IReadOnlyList<(string Heading, string Text)> AccessibilitySections(string agency) =>
    [
        ("What works", "The portal works with a keyboard alone, with a screen reader, with large text, in the dark, without script and on a small screen. You can also read every document as text."),
        ("More time", "Do you need more time for the code? Choose 15 minutes when you sign, or in Settings."),
        ("What is not good yet", "Some documents were scanned by the agency. For those there is no text. Ask for a version with text."),
        ("Are you stuck?", $"Call {agency} or send an email. We will solve it."),
    ];

    protected override IFormatProvider Culture { get; } = new NumberFormatInfo { NumberDecimalSeparator = "." };

    private const string ContactUs = "Contact us. We can open it again.";

    private static string Duration(TimeSpan left)
    {
        var (minutes, seconds) = ((int)left.TotalMinutes, left.Seconds);
        var first = minutes switch { 0 => "", 1 => "1 minute", _ => $"{minutes} minutes" };
        var second = seconds switch { 0 when minutes > 0 => "", 1 => "1 second", _ => $"{seconds} seconds" };
        return first.Length > 0 && second.Length > 0 ? $"{first} and {second}" : first + second;
    }
}
