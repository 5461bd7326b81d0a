namespace Flexportal.Web.Texts;

internal sealed partial class EnglishTexts
{
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
    public override string PersonalByYear => "All documents by year";
    public override string PersonalOtherWay => "Does downloading not work? There you can also read a document or have it sent to your email.";
    public override string PersonalKept(string agency) => $"{agency} may remove a document here when it is old. So keep what you need yourself. Does downloading not work? Send it to your email.";
    public override string PersonalGone => "This file is no longer here.";
    public override string ReadWord => "Read";
    public override string MailMe => "Send to my email";
    public override string CopyComing(string address) => $"We are sending the file to {address}. This usually takes less than a minute.";
    public override string CopyTooOften => "You have had many files emailed already. Look in your email, also in Spam, or try again in an hour.";
    public override string CopyGone(string agency) => $"We cannot email this file now: it is on its way already, or we no longer have it. Ask {agency} for the document.";
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
}
