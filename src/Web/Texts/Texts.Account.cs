namespace Flexportal.Web.Texts;

// Signing in, help and settings.
public abstract partial class Texts
{
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
    public abstract string NetworkTooOften(int minutes);
    public abstract string AskTooOften(string agency);
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
    public abstract string DeviceOn(string browser, string system);
    public abstract string DeviceUnknown { get; }
    public abstract string DeviceThis { get; }
    public abstract string DeviceNone { get; }
    public abstract string DeviceSince(string at);
    public abstract string DeviceUsed(string at);
    public abstract string DeviceSignedOut { get; }
    public abstract string SignOutDevice(string device);
}
