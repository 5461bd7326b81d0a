using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Grains.Shared;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Signing;

/// <summary>The sealing library with this installation's keys.</summary>
internal sealed partial class DocumentSealer(Sealer sealer, ISealKeyRing keys, SealTrust? trust, ILogger<DocumentSealer> log) : IDocumentSealer, IDisposable
{
    private readonly OffTurn offTurn = new(Math.Max(1, Environment.ProcessorCount));

    public Task<UploadFigures> Inspect(ReadOnlyMemory<byte> pdf, SigningPolicy policy) => offTurn.Run(() =>
    {
        var upload = UploadPolicy.Portal with { MaxFileBytes = (int)Math.Min(int.MaxValue, policy.MaxUploadBytes), MaxPages = policy.MaxUploadPages };
        return PdfInspector.Inspect(pdf, upload.Limits) switch
        {
            InspectionOutcome.Read { Inspection: var seen } => new UploadFigures(seen.PageCount, upload.Check(seen) is { } refusal ? SealRefusals.Translate(refusal) : null),
            InspectionOutcome.Refused { Refusal: var refusal } => new UploadFigures(0, SealRefusals.Translate(refusal)),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };
    });

    public Task<Refusal?> DrySeal(SealRequest request) => offTurn.Run(() =>
    {
        if (sealer.DrySeal(request) is not SealOutcome.Refused { Refusal: var refusal })
        {
            return null;
        }

        if (refusal.Reason == SealRefusalReason.SelfCheckFailed)
        {
            LogSelfCheck(log, request.Evidence.TransactionId, refusal.ObjectNumber, refusal.Detail);
        }

        return SealRefusals.Translate(refusal);
    });

    public Task<SealOutcome> Seal(SealRequest request, TenantId tenant, string? keyId) => offTurn.Run(async () =>
        await sealer.Seal(request, keys.Find(keyId ?? keys.CurrentId(tenant.Value)), trust, CancellationToken.None));

    public void Dispose() => offTurn.Dispose();

    // The file's fault is told to the caller; this one is ours, and the caller can only report it.
    [LoggerMessage(7203, LogLevel.Warning, "The dry seal of {Transaction} did not pass the self-check: object {ObjectNumber}, {Detail}")]
    private static partial void LogSelfCheck(ILogger log, string transaction, int? objectNumber, string? detail);
}
