using System.Security.Cryptography;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Shared;
using Flexportal.Grains.Signing;
using Flexportal.Sealing;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;

namespace Flexportal.Grains.Documents;

/// <summary>What a new document needs, checked; or the refusal.</summary>
internal sealed record Intake(Worker? Worker, OriginalFile? File, Refusal? Refusal)
{
    public static Intake No(RefusalCode code, string? field = null) => new(null, null, new Refusal(code, field));

    public static Intake No(Refusal refusal) => new(null, null, refusal);
}

/// <summary>All that can refuse a document, before anything is written: words, worker, upload, bytes, structure, and a dry seal with every text of the proof.</summary>
internal sealed class DocumentIntake(IRowReader rows, IFileStore files, IDocumentSealer sealer)
{
    private const string UploadField = "uploadId";
    private static readonly TimeSpan LongestSession = WorkerRules.SessionLife;

    public async Task<Intake> Take(TenantId tenant, DocumentId id, Agency agency, CreateDocument command, Actor actor, MailSeed seed, DateTimeOffset now)
    {
        if (DocumentRules.CheckCreate(agency, command, now) is { } words)
        {
            return Intake.No(words);
        }

        if (await rows.Worker(tenant, command.Worker, CancellationToken.None) is not { } worker)
        {
            return Intake.No(RefusalCode.NotFound, "workerId");
        }

        if (await files.Upload(tenant, command.Upload, CancellationToken.None) is not { StoredAt: not null, ClaimedBy: null } upload || upload.ExpiresAt <= now)
        {
            return Intake.No(RefusalCode.UploadMissing, UploadField);
        }

        if (upload.Size > agency.Policy.MaxUploadBytes)
        {
            return Intake.No(new Refusal(RefusalCode.FileTooLarge, UploadField) { Limit = agency.Policy.MaxUploadBytes });
        }

        if (await files.Original(tenant, command.Upload, CancellationToken.None) is not { } bytes)
        {
            return Intake.No(RefusalCode.UploadMissing, UploadField);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return bytes.Length != upload.Size || !string.Equals(sha256, upload.Sha256, StringComparison.OrdinalIgnoreCase)
            ? Intake.No(RefusalCode.ChecksumMismatch, UploadField)
            : await Look(id, agency, worker, command, bytes, sha256, actor, seed, now);
    }

    /// <summary>Whether another document has taken the upload.</summary>
    public async Task<bool> IsClaimed(TenantId tenant, UploadId upload, DocumentId by) =>
        await files.Upload(tenant, upload, CancellationToken.None) is { ClaimedBy: { } owner } && owner != by;

    private async Task<Intake> Look(
        DocumentId id, Agency agency, Worker worker, CreateDocument command, byte[] bytes, string sha256, Actor actor, MailSeed seed, DateTimeOffset now)
    {
        var inspection = await sealer.Inspect(bytes, agency.Policy);
        if (inspection.Refusal is { } structure)
        {
            return Intake.No(structure);
        }

        var file = new OriginalFile(command.Upload, sha256, bytes.Length, inspection.PageCount);
        var draft = DocumentRules.Create(id, agency, worker, command, file, seed, actor, now);
        if (draft.Refusal is { } refusal)
        {
            return Intake.No(refusal);
        }

        return draft.Changes.Document is { Purpose: DocumentPurpose.Sign } document && await sealer.DrySeal(Rehearsal(agency, worker, document, bytes, now)) is { } unprintable
            ? Intake.No(unprintable)
            : new Intake(worker, file, null);
    }

    /// <summary>The proof with every text it may get, figures and addresses at their longest.</summary>
    private static SealRequest Rehearsal(Agency agency, Worker worker, Document document, byte[] bytes, DateTimeOffset now)
    {
        const string longestAddress = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255";
        var signer = new SignerSession(worker.Id, now - LongestSession, longestAddress, longestAddress, worker.Language);
        var started = document with { Transaction = new TransactionId(Seeds.NewId()), StartedAt = now, OpenedAt = now };
        var evidence = SigningRules.Evidence(agency, started, worker, null, SignatureKind.Drawn, signer, now) with
        {
            Verification = document.Verification == VerificationMethod.None
                ? null
                : new EvidenceVerification("EMAIL_CODE", agency.Policy.CodeDigits, worker.Email, now, now, now, 12, agency.Policy.MaxWrongTries, agency.Policy.MaxWrongTries),
        };
        return new SealRequest(bytes, evidence, Looks.Of(evidence, agency, worker), now);
    }
}
