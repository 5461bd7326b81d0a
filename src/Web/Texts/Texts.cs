using System.Collections.Frozen;

namespace Flexportal.Web.Texts;

/// <summary>
/// Every word that a page shows, one subclass per language. A text that is missing in a language does not compile.
/// Level B1, <c>je</c>; never the words of the trade (session, token, authentication, invalid, server).
/// </summary>
public abstract class Texts
{
    private static readonly FrozenDictionary<string, Texts> All = new Texts[] { new DutchTexts(), new EnglishTexts() }.ToFrozenDictionary(t => t.Tag, StringComparer.Ordinal);

    public static Texts Dutch => All["nl"];

    /// <summary>The languages there are, in the order of the menu.</summary>
    public static IReadOnlyList<Texts> Languages { get; } = [All["nl"], All["en"]];

    /// <summary>The texts of a BCP 47 tag by its primary subtag, or null.</summary>
    public static Texts? Find(string? tag) => tag is { Length: >= 2 } ? All.GetValueOrDefault(tag.Split('-', 2)[0].ToLowerInvariant()) : null;

    // The frame of every page
    public abstract string Tag { get; }
    public virtual string Direction => "ltr";
    public abstract string OwnName { get; }
    public abstract string LanguageLabel { get; }
    public abstract string SkipToContent { get; }
    public abstract string HelpHeading { get; }
    public abstract string Call(string phone);
    public abstract string Documents { get; }
    public abstract string Help { get; }
    public abstract string Settings { get; }
    public abstract string SignOut { get; }
    public abstract string CheckDocument { get; }
    public abstract string Privacy { get; }
    public abstract string Accessibility { get; }
    public abstract string ErrorTitle(string title);
    public abstract string ErrorHeading { get; }
    public abstract string Step(int number, int of);
    public abstract string BackToList { get; }
    public abstract string BackToDocument { get; }
    public abstract string Continue { get; }
    public abstract string TryAgain { get; }
    public abstract string Optional(string label);

    // Signing in
    public abstract string SignInTitle { get; }
    public abstract string SignInLead(string agency);
    public abstract string SignInButton { get; }
    public abstract string Email { get; }
    public abstract string EmailHint { get; }
    public abstract string Password { get; }
    public abstract string ForgotPassword { get; }
    public abstract string SignInWrong { get; }
    public abstract string SignInTooOften(int minutes);
    public abstract string SignedOut { get; }
    public abstract string WasAway { get; }
    public abstract string FieldEmpty(string label);
    public abstract string LandingTitle(string agency);
    public abstract string LandingLead(string agency);
    public abstract string OldLinkTitle { get; }
    public abstract string OldLinkLead { get; }
    public abstract string AskNewLink { get; }
    public abstract string WrongAccountTitle { get; }
    public abstract string WrongAccountLead { get; }
    public abstract string WelcomeLead { get; }
    public abstract string NewPassword { get; }
    public abstract string NewPasswordHint { get; }
    public abstract string RepeatPassword { get; }
    public abstract string SavePassword { get; }
    public abstract string PasswordTooShort { get; }
    public abstract string PasswordTooLong { get; }
    public abstract string PasswordTooCommon { get; }
    public abstract string PasswordsDiffer { get; }
    public abstract string ForgotLead { get; }
    public abstract string ForgotButton { get; }
    public abstract string ForgotSentTitle { get; }
    public abstract string ForgotSent { get; }
    public abstract string ResetTitle { get; }
    public abstract string ResetLead { get; }

    // The three lists
    public abstract string HomeLead(string name, int count, int blocked);
    public abstract string ToSignHeading { get; }
    public abstract string SignedHeading { get; }
    public abstract string PersonalHeading { get; }
    public abstract string PersonalIntro { get; }
    public abstract string NothingFound { get; }
    public abstract string ToSignEmpty { get; }
    public abstract string SignedEmpty { get; }
    public abstract string PersonalEmpty(string agency);
    public abstract string KeepSafe { get; }
    public abstract string NotKeptHere { get; }
    public abstract string ReadAndSign { get; }
    public abstract string OlderDocuments { get; }
    public abstract string StateNew { get; }
    public abstract string StateRead { get; }
    public abstract string StateCodeSent { get; }
    public abstract string StateCodeOver { get; }
    public abstract string StateLocked { get; }
    public abstract string StateExpired { get; }
    public abstract string StateWithdrawn { get; }
    public abstract string StateRefused { get; }
    public abstract string StateChanged { get; }
    public abstract string ExpiresToday { get; }
    public abstract string ExpiresTomorrow { get; }
    public abstract string SignBefore(string date);
    public abstract string CodeValidUntil(string clock);
    public abstract string AskUs { get; }
    public abstract string Download(string size);
    public abstract string DownloadWord { get; }

    // Reading
    public abstract string From(string agency);
    public abstract string PageOf(int number, int of);
    public abstract string ReadAsText { get; }
    public abstract string PageAsText { get; }
    public abstract string ReadAsPages { get; }
    public abstract string TextTitle(string title);
    public abstract string TextNote { get; }
    public abstract string NoText { get; }
    public abstract string FirstPagesOnly(int shown);
    public abstract string NoPages { get; }
    public abstract string Sign { get; }
    public abstract string NotAgree { get; }
    public abstract string GoOnWithCode { get; }
    public abstract string ReadOnlyNow { get; }
    public abstract string SeeWhy { get; }

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

    // Help
    public abstract string HelpTitle { get; }
    public abstract string HelpLead(string agency);
    public abstract string HelpHow { get; }
    public abstract IReadOnlyList<string> HelpSteps { get; }
    public abstract string AskTitle { get; }
    public abstract string AskOrWrite { get; }
    public abstract string AskTopic { get; }

    /// <summary>In the order of the API's topics: no code, blocked, wrong content, wrong language, cannot sign in, other.</summary>
    public abstract IReadOnlyList<string> AskTopics { get; }
    public abstract string AskMessage { get; }
    public abstract string AskPhone { get; }
    public abstract string AskPhoneHint { get; }
    public abstract string AskSend(string agency);
    public abstract string AskNoTopic { get; }
    public abstract string AskPhoneWrong { get; }
    public abstract string AskAbout(string title);
    public abstract string AskDone(string agency, string reference);
    public abstract string AskFailed(string agency);
    public abstract string AskLink(string agency);
    public abstract string AndroidTitle { get; }
    public abstract string AndroidLead { get; }
    public abstract string AndroidHeading { get; }
    public abstract string AndroidWhy { get; }
    public abstract string AndroidExample { get; }
    public abstract IReadOnlyList<(string Do, string? Where)> AndroidSteps { get; }
    public abstract string AndroidIos { get; }
    public abstract string AndroidLink { get; }

    // Settings
    public abstract string SettingsLead { get; }
    public abstract string SettingsLanguage { get; }
    public abstract string SettingsMoreTime { get; }
    public abstract string SettingsLargeText { get; }
    public abstract string SettingsSave { get; }
    public abstract string SettingsSaved { get; }
    public abstract string SettingsAccount { get; }
    public abstract string SettingsName { get; }
    public abstract string SettingsWrong(string agency);
    public abstract string SettingsDevices { get; }
    public abstract string SettingsDevicesLead { get; }
    public abstract string SignedInSince(string sentence);
    public abstract string SignOutEverywhere { get; }

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

    /// <summary>A size as people read it: 84 kB, 1,2 MB.</summary>
    public string Size(long bytes) => bytes < 950_000
        ? string.Create(Culture, $"{Math.Max(1, Math.Round(bytes / 1000d)):0} kB")
        : string.Create(Culture, $"{bytes / 1_000_000d:0.0} MB");

    protected abstract IFormatProvider Culture { get; }
}
