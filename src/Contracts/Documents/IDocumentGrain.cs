using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;

namespace Flexportal.Contracts.Documents;

/// <summary>The life of a document. Key: tenant/documentId. Every command is idempotent by its context's key.</summary>
[GrainInterfaceType("flexportal.document")]
[Alias("flexportal.document")]
public interface IDocumentGrain : ITenantGrain
{
    /// <summary>The document, or null.</summary>
    [Alias("get")]
    ValueTask<Document?> Get();

    /// <summary>
    /// Puts up the document: checks the upload, makes a dry seal with every text of the proof, commits, invites.
    /// The id in the key is derived from the idempotency key, so a retry meets the same grain. Refusals: NotFound (worker, type, upload),
    /// UploadMissing, ChecksumMismatch, FileTooLarge, FileNotPdf, Pdf…, TextUnprintable, DuplicateExternalId, IdempotencyKeyReused.
    /// </summary>
    [Alias("create")]
    [ResponseTimeout("00:01:00")]
    Task<Reply<Document>> Create(CreateDocument command, CommandContext context);

    /// <summary>Shows a draft to the worker.</summary>
    [Alias("offer")]
    Task<Reply<Document>> Offer(long? ifVersion, CommandContext context);

    /// <summary>The worker opens it (a POST, or implied by starting to sign).</summary>
    [Alias("open")]
    Task<Reply<Document>> Open(CommandContext context);

    /// <summary>The worker says no.</summary>
    [Alias("refuse")]
    Task<Reply<Document>> Refuse(WithReason command, CommandContext context);

    /// <summary>The agency takes it back.</summary>
    [Alias("withdraw")]
    Task<Reply<Document>> Withdraw(WithReason command, CommandContext context);

    /// <summary>The agency opens a locked document for a new code flow.</summary>
    [Alias("unlock")]
    Task<Reply<Document>> Unlock(WithReason command, CommandContext context);

    /// <summary>Mails a reminder; refused (Conflict) when it is not open, or within a day of the last one.</summary>
    [Alias("remind")]
    Task<Reply<Document>> Remind(string? language, CommandContext context);

    /// <summary>Mails the reminder that the agency's schedule asks for. Called by the sweeper; harmless at any time.</summary>
    [Alias("remind-on-schedule")]
    Task RemindOnSchedule();

    /// <summary>The agency holds its copy with this hash. Refusals: Conflict (not sealed yet), ChecksumMismatch.</summary>
    [Alias("confirm-copy")]
    Task<Reply<Document>> ConfirmCopy(string signedSha256, CommandContext context);

    /// <summary>Mails the signed copy again, to the worker's present address (after a bounce).</summary>
    [Alias("send-copy-again")]
    Task<Reply<Document>> SendCopyAgain(CommandContext context);

    /// <summary>The worker wants the file by mail. Refusals: NotFound (not this worker's), Conflict (no bytes, or the first mail is still on its way), MailRejected. Idempotent by the command's key.</summary>
    [Alias("mail-copy")]
    Task<Reply<Document>> MailCopy(CommandContext context);

    /// <summary>Ends it when its last moment is over. Called by the sweeper; harmless at any time.</summary>
    [Alias("expire")]
    Task Expire();
}
