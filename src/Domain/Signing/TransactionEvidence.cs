namespace Flexportal.Domain.Signing;

/// <summary>Everything that the proof page and <c>evidence.json</c> say of one signature. Facts only; texts and layout are made elsewhere.</summary>
/// <param name="TransactionId">32 lower-case hex digits.</param>
/// <param name="Agency">The agency that offered the document.</param>
/// <param name="CreatedAt">When the signing was started (the transaction id was minted).</param>
/// <param name="SignedAt">When the signature was committed.</param>
/// <param name="OfferedAt">When the document was offered.</param>
/// <param name="OpenedAt">When the signer opened it.</param>
/// <param name="OfferedBy">Label of the API key (later also an employee) that put the document up.</param>
/// <param name="File">The original.</param>
/// <param name="SignIn">The session that signed.</param>
/// <param name="Verification">The code check, or null where none was asked.</param>
/// <param name="Signer">Who signed, and with what kind of act.</param>
/// <param name="Title">Title of the document as shown to the signer.</param>
/// <param name="Consents">The sentence agreed to, in each language that was shown (BCP 47 tag to text).</param>
public sealed record TransactionEvidence(
    string TransactionId,
    EvidenceAgency Agency,
    DateTimeOffset CreatedAt,
    DateTimeOffset SignedAt,
    DateTimeOffset OfferedAt,
    DateTimeOffset? OpenedAt,
    string OfferedBy,
    EvidenceFile File,
    EvidenceSignIn SignIn,
    EvidenceVerification? Verification,
    EvidenceSigner Signer,
    string Title,
    IReadOnlyList<EvidenceConsent> Consents);

/// <summary>The agency of the transaction.</summary>
/// <param name="Id">The tenant's slug.</param>
/// <param name="Name">The agency's name at that time.</param>
public sealed record EvidenceAgency(string Id, string Name);

/// <summary>The original file.</summary>
/// <param name="Name">File name as uploaded.</param>
/// <param name="PageCount">Pages of the original.</param>
/// <param name="Size">Bytes of the original.</param>
/// <param name="Sha256">SHA-256 of the original, lower-case hex.</param>
public sealed record EvidenceFile(string Name, int PageCount, long Size, string Sha256);

/// <summary>The signed-in account.</summary>
/// <param name="AccountId">Worker id, 32 hex digits.</param>
/// <param name="Ip">Address of the session's sign-in.</param>
/// <param name="LoginName">What the account signs in with.</param>
/// <param name="Role">Always <c>worker</c> at this stage.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Mail address.</param>
/// <param name="Number">The agency's own number of the worker (external id), or null.</param>
/// <param name="Since">When the session was signed in.</param>
public sealed record EvidenceSignIn(string AccountId, string Ip, string LoginName, string Role, string Name, string Email, string? Number, DateTimeOffset Since);

/// <summary>The code check.</summary>
/// <param name="Method"><c>EMAIL_CODE</c>: the truth, never another label.</param>
/// <param name="Digits">Length of the code, 4 or 6.</param>
/// <param name="SentTo">The address the accepted code went to.</param>
/// <param name="SentAt">When that code was handed to the mail transport.</param>
/// <param name="AcceptedAt">When the provider accepted the mail, or null where the right code was typed before that was recorded.</param>
/// <param name="EnteredAt">When the right code was entered.</param>
/// <param name="CodesSent">Codes of the flow, at least 1.</param>
/// <param name="WrongTries">Wrong tries of the flow.</param>
/// <param name="MaxWrongTries">Tries that the policy allows.</param>
public sealed record EvidenceVerification(
    string Method, int Digits, string SentTo, DateTimeOffset SentAt, DateTimeOffset? AcceptedAt, DateTimeOffset EnteredAt, int CodesSent, int WrongTries, int MaxWrongTries);

/// <summary>The signer.</summary>
/// <param name="Name">Name on the line.</param>
/// <param name="Ip">Address that the confirming request came from.</param>
/// <param name="Id">Worker id, 32 hex digits.</param>
/// <param name="Email">Mail address.</param>
/// <param name="Signature"><c>CLICK</c>, <c>TYPED</c> or <c>DRAWN</c>.</param>
public sealed record EvidenceSigner(string Name, string Ip, string Id, string Email, string Signature);

/// <summary>A consent sentence in one language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Text">The sentence shown.</param>
public sealed record EvidenceConsent(string Language, string Text);
