namespace Flexportal.Web.Texts;

// The three lists and reading a document.
public abstract partial class Texts
{
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
    public abstract string PersonalByYear { get; }
    public abstract string PersonalOtherWay { get; }
    public abstract string PersonalKept(string agency);
    public abstract string PersonalGone { get; }
    public abstract string ReadWord { get; }
    public abstract string MailMe { get; }
    public abstract string CopyComing(string address);
    public abstract string CopyTooOften { get; }
    public abstract string CopyGone(string agency);
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
}
