using Flexportal.Domain.Signing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Proof;
using Flexportal.Sealing.Time;

namespace Flexportal.Sealing;

/// <summary>
/// Seals PDFs: stamp, proof pages, <c>evidence.json</c> and a PAdES signature as incremental updates behind the untouched original.
/// Holds no state of a file; one instance serves all threads.
/// </summary>
/// <param name="options">How to work.</param>
/// <param name="time">The clock that bounds the reading time.</param>
public sealed class Sealer(SealerOptions options, TimeProvider time)
{
    /// <summary>
    /// Makes the whole seal with a throw-away key and no network, at upload, so that nothing but key and network can refuse later. The answer's
    /// bytes are valid to nobody and not to be kept.
    /// </summary>
    /// <param name="request">The file with evidence of the shape and texts that it is going to have.</param>
    public SealOutcome DrySeal(SealRequest request)
    {
        // The throw-away key signs at once and nothing else waits, so the work is done when the call returns.
        var work = Seal(request, ThrowawaySealKey.Instance, null, CancellationToken.None);
        return work.IsCompleted ? work.Result : throw new InvalidOperationException("A dry seal must not wait for anything.");
    }

    /// <summary>The refusal for the first text that the proof could not print, or null. What a dry seal asks first, without a file.</summary>
    /// <param name="evidence">The texts.</param>
    /// <param name="look">The agency's name and the second language.</param>
    public static SealRefusal? CheckTexts(TransactionEvidence evidence, ProofLook look) => ProofDrawing.Check(evidence, look);

    /// <summary>Seals: B-B without <paramref name="trust"/>, otherwise as far as its parts go, or not at all.</summary>
    /// <param name="request">What to seal.</param>
    /// <param name="key">The seal key.</param>
    /// <param name="trust">Trusted time, or null.</param>
    /// <param name="cancellation">Ends the wait for key and network.</param>
    /// <returns>The bytes to append, or the refusal. <see cref="SealRefusalReason.TimestampUnavailable"/> and
    /// <see cref="SealRefusalReason.KeyUnavailable"/> are to be tried again; the others are final for this file.</returns>
    /// <exception cref="OperationCanceledException">Cancelled from outside.</exception>
    public async ValueTask<SealOutcome> Seal(SealRequest request, ISealKey key, SealTrust? trust, CancellationToken cancellation)
    {
        try
        {
            return await new SealRun(options, time, request, key, trust).Run(cancellation);
        }
        catch (SealRefusedException refused)
        {
            return new SealOutcome.Refused(refused.Refusal);
        }
        catch (SealKeyException unavailable)
        {
            return Refused(SealRefusalReason.KeyUnavailable, unavailable.Message);
        }
        catch (TimestampUnavailableException unavailable)
        {
            return Refused(SealRefusalReason.TimestampUnavailable, unavailable.Message);
        }
        catch (ValidationDataException unavailable)
        {
            return Refused(SealRefusalReason.TimestampUnavailable, unavailable.Message);
        }
    }

    private static SealOutcome.Refused Refused(SealRefusalReason reason, string detail) => new(new SealRefusal(reason, null, detail));
}
