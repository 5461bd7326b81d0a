using Flexportal.Contracts.Signing;
using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Grains.Shared;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Signing;

/// <summary>From the signature to the purged bytes. Every step may be repeated after a crash at any line: the stored tail wins, and what is done is not done again.</summary>
[GrainType("flexportal.signing")]
internal sealed partial class SigningGrain(
    IRowReader rows, ICommitStore commits, IFileStore files, IDocumentSealer sealer, SecretKey secret, TimeProvider time, ILogger<SigningGrain> log)
    : SigningCaseGrain(commits, time), ISigningGrain
{
    private TransactionId Id => new(Key.Id);

    public async Task Seal()
    {
        Drop();
        if (await Current() is not { Signature: { Sealed: null, PurgedAt: null } signature } found)
        {
            await NothingToSeal();
            return;
        }

        switch (await Try(found, signature))
        {
            case SealOutcome.Sealed made:
                await Keep(made);
                break;
            case SealOutcome.Refused { Refusal: var refusal }:
                await Fail(refusal);
                break;
        }
    }

    public async Task Purge()
    {
        Drop();
        await Work(c => c is { Signature: { } signature }
            ? DeliveryRules.Purge(c.Document, signature, Now).Changes
            : new Changes().Plus(new DueWork(DueKind.Purge, Id.Value, null)));
    }

    protected override async Task<SigningCase?> Read() =>
        await rows.Signature(Tenant, Id, CancellationToken.None) is { } signature ? await rows.SigningCase(Tenant, signature.Document, CancellationToken.None) : null;

    private async Task<SealOutcome> Try(SigningCase found, Signature signature)
    {
        if (await files.Original(Tenant, found.Document.File.Upload, CancellationToken.None) is not { } original)
        {
            return new SealOutcome.Refused(new SealRefusal(SealRefusalReason.EvidenceMismatch, null, "the original is not there"));
        }

        try
        {
            var request = new SealRequest(original, signature.Evidence, Looks.Of(signature.Evidence, found.Agency, found.Worker), Now);
            return await sealer.Seal(request, Tenant, found.Agency.SealKeyId);
        }
        catch (SealKeyException error)
        {
            LogKeyMissing(log, error);
            return new SealOutcome.Refused(new SealRefusal(SealRefusalReason.KeyUnavailable));
        }
    }

    private Task<SigningCase?> Keep(SealOutcome.Sealed made)
    {
        var file = new SealedFile(made.Sha256, made.Size, made.PageCount, made.Level.ToString(), Now);
        return Work(c => c is { Signature: { } signature }
            ? DeliveryRules.Sealed(c.Agency, c.Document, signature, c.Worker, file, made.Tail, Seeds.NewMail(secret), Seeds.NewMail(secret), Now).Changes
            : Changes.None);
    }

    private Task<SigningCase?> Fail(SealRefusal refusal)
    {
        LogSealFailed(log, Tenant, Id, refusal.Code, refusal.ObjectNumber, refusal.Detail);
        return Work(c => c is { Signature: { } signature } ? DeliveryRules.SealFailed(c.Document, signature, refusal.Code, Now).Changes : Changes.None);
    }

    private Task<SigningCase?> NothingToSeal() => Work(_ => new Changes().Plus(new DueWork(DueKind.Seal, Id.Value, null)));

    [LoggerMessage(7201, LogLevel.Warning, "Transaction {Transaction} of {Tenant} could not be sealed and is tried again: {Problem}, object {ObjectNumber}, {Detail}")]
    private static partial void LogSealFailed(ILogger log, TenantId tenant, TransactionId transaction, string problem, int? objectNumber, string? detail);

    [LoggerMessage(7202, LogLevel.Error, "The seal key of an agency is not there.")]
    private static partial void LogKeyMissing(ILogger log, Exception error);
}
