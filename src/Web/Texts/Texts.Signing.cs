namespace Flexportal.Web.Texts;

// From the question whether all is right to the success page, and the side roads.
public abstract partial class Texts
{
    // Confirming
    public abstract string ConfirmTitle { get; }
    public abstract string ConfirmSentence(string title, string agency, string name);
    public abstract string Document { get; }
    public abstract string File { get; }
    public abstract string Pages(int count);
    public abstract string FromLabel { get; }
    public abstract string CodeTo { get; }
    public abstract string SignatureGoesHere(string name);
    public abstract string MoreTime { get; }
    public abstract string SignButton(string title);
    public abstract string SendMeTheCode { get; }

    // The code
    public abstract string CodeTitle { get; }
    public abstract string CodeSending(string address);
    public abstract string CodeSent(string clock, string address);
    public abstract string CodeNotAccepted { get; }
    public abstract string CodeMayClose { get; }
    public abstract string CodeLabel(int digits);
    public abstract string CodeConfirm { get; }
    public abstract string TimeLeft(TimeSpan left, string until);

    /// <summary>For the page's script: minutes and seconds, one minute and seconds, seconds alone; separated by a bar.</summary>
    public abstract string TimeLeftTemplates { get; }
    public abstract string SpokenLeftTemplate { get; }
    public abstract string TimeIsUp { get; }
    public abstract string CodeOverLead(int resendsLeft);
    public abstract string CodeWrongHeading { get; }
    public abstract string CodeWrong(int left);
    public abstract string CodeShort(int digits, int entered);
    public abstract string CodeLetters { get; }
    public abstract string CodeEmpty { get; }
    public abstract string CodeReplacedHeading { get; }
    public abstract string CodeReplaced(string? clock);
    public abstract string CodeExpired { get; }
    public abstract string ResendButton(int left);
    public abstract string ResendIn(int seconds);
    public abstract string NoMoreCodes { get; }
    public abstract string NoCodeHeading { get; }
    public abstract string NoCodeSpam { get; }
    public abstract string NoCodeAddress(string agency);
    public abstract string Later { get; }
    public abstract string CheckAgain { get; }
    public abstract string ShowAgain { get; }
    public abstract string Offline { get; }

    // After signing
    public abstract string SealingLead { get; }
    public abstract string SealingLate { get; }
    public abstract string DoneTitle(string title);
    public abstract string DoneOn(string sentence);
    public abstract string DoneHow(string method, string number);
    public abstract string MethodClick { get; }
    public abstract string MethodTyped { get; }
    public abstract string MethodDrawn { get; }
    public abstract string MethodWithCode(string method);
    public abstract string MailComing(string address);
    public abstract string MailSent(string address);
    public abstract string MailArrived(string address);
    public abstract string MailGone(string address, string sentence);
    public abstract string MailLost(string agency);
    public abstract string MailFailed(string address, string agency);
    public abstract string KeepItNow { get; }
    public abstract string NextDocument(int left);
    public abstract string ProofHeading { get; }
    public abstract string ProofReference { get; }
    public abstract string ProofSigned { get; }
    public abstract string ProofMethod { get; }
    public abstract string ProofHash { get; }
    public abstract string ProofOriginalHash { get; }
    public abstract string PageAlt(int number, int of, string title);
    public abstract string MailAgency(string agency);
    public abstract string ProofCheck { get; }

    // Side roads
    public abstract string LockedTitle { get; }
    public abstract string LockedSince { get; }
    public abstract string Hours { get; }
    public abstract string LockedCodes(int codes, string since);
    public abstract string LockedWrong(string since);
    public abstract string LockedPlain(string agency);
    public abstract string ReadTheDocument { get; }
    public abstract string OwnLanguageHint { get; }
    public abstract string RefuseTitle { get; }
    public abstract string RefuseLead(string title);
    public abstract string RefuseLegend { get; }
    public abstract IReadOnlyList<string> RefuseReasons { get; }
    public abstract string RefuseExplain { get; }
    public abstract string RefuseSend(string agency);
    public abstract string RefuseMissing { get; }
    public abstract string RefusedTitle { get; }
    public abstract string RefusedLead(string agency);
    public abstract string ExpiredTitle { get; }
    public abstract string ExpiredLead(string agency);
    public abstract string WithdrawnTitle { get; }
    public abstract string WithdrawnLead(string agency);
    public abstract string ReplacedTitle { get; }
    public abstract string ReplacedLead(string agency);
    public abstract string TextTooLong(int max);
    public abstract string ChangedMeanwhile { get; }
    public abstract string AccountLocked(string agency);
    public abstract string MailRejected(string agency);
    public abstract string Unavailable { get; }
}
