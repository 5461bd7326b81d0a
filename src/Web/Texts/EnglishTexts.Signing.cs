namespace Flexportal.Web.Texts;

internal sealed partial class EnglishTexts
{
    public override string ConfirmTitle => "Is everything correct?";
    public override string ConfirmSentence(string title, string agency, string name) => $"You sign {title} of {agency} as {Ending(name)}";
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
    public override string NoCodeAddress(string agency) => $"Wrong address? Call {Ending(agency)}";
    public override string Later => "Continue later";
    public override string CheckAgain => "See whether the code has gone";
    public override string ShowAgain => "Look again";
    public override string Offline => "You are offline. What you entered stays. Try again when you are online.";
    public override string SealingLead => "We are preparing your document. This usually takes 5 seconds. You may close this page: you will get an email.";
    public override string SealingLate => "Your signature stands. Preparing the document takes longer than usual; we keep trying. You need not do anything: you will get an email as soon as it is ready.";
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
    public override string MailGone(string address, string sentence) => $"We emailed you the document with the proof of transaction on {sentence} to {address}.";
    public override string MailLost(string agency) => $"Can you not find that email? Ask {agency} for the document.";
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

    private const string ContactUs = "Contact us. We can open it again.";

    private static string Duration(TimeSpan left)
    {
        var (minutes, seconds) = ((int)left.TotalMinutes, left.Seconds);
        var first = minutes switch { 0 => "", 1 => "1 minute", _ => $"{minutes} minutes" };
        var second = seconds switch { 0 when minutes > 0 => "", 1 => "1 second", _ => $"{seconds} seconds" };
        return first.Length > 0 && second.Length > 0 ? $"{first} and {second}" : first + second;
    }
}
