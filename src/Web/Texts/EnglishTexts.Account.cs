namespace Flexportal.Web.Texts;

internal sealed partial class EnglishTexts
{
    public override string SignInTitle => "Log in";
    public override string SignInLead(string agency) => $"Read and sign your documents from {Ending(agency)}";
    public override string SignInButton => "Log in";
    public override string Email => "Email address";
    public override string EmailHint => "The address that got our email";
    public override string Password => "Password";
    public override string ForgotPassword => "Forgot your password?";
    public override string SignInWrong => "Your email address or password is not correct. Try again.";
    public override string SignInTooOften(int minutes) => minutes <= 1
        ? "Too many tries. Wait 1 minute or ask for a new password."
        : $"Too many tries. Wait {minutes} minutes or ask for a new password.";
    public override string NetworkTooOften(int minutes) =>
        $"There were too many tries from this network, maybe by somebody else. Wait {(minutes <= 1 ? "1 minute" : $"{minutes} minutes")} or use another network, for example your mobile internet.";
    public override string AskTooOften(string agency) => $"You have sent many questions already. Call {agency}, or send your question later.";
    public override string SignedOut => "You are logged out.";
    public override string WasAway => "You were away. Log in again and continue where you were.";
    public override string FieldEmpty(string label) => $"Fill this in: {label}.";
    public override string LandingTitle(string agency) => $"Welcome to {agency}";
    public override string LandingLead(string agency) => $"You are going to the portal of {Ending(agency)} Press Continue.";
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
    public override string AskFailed(string agency) => $"Your question was not sent. Call or email {Ending(agency)}";
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
    public override string DeviceOn(string browser, string system) => $"{browser} on {system}";
    public override string DeviceUnknown => "An unknown device";
    public override string DeviceThis => "this device";
    public override string DeviceNone => "You are not logged in anywhere.";
    public override string DeviceSince(string at) => $"Logged in on {at}";
    public override string DeviceUsed(string at) => $"Last used on {at}";
    public override string DeviceSignedOut => "That device is logged out.";
    public override string SignOutDevice(string device) => $"Log out on {device}";
}
