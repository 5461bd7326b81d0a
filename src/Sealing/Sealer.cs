using Flexportal.Domain.Signing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Proof;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Update;

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

/// <summary>One run of the sealer.</summary>
internal sealed class SealRun(SealerOptions options, TimeProvider time, SealRequest request, ISealKey key, SealTrust? trust)
{
    private const int IdBytes = 16;

    public async ValueTask<SealOutcome> Run(CancellationToken cancellation)
    {
        if (request.Original.Length > options.Limits.MaxFileBytes)
        {
            throw new SealRefusedException(SealRefusalReason.TooLarge, null, "the file is larger than the limit");
        }

        if (ProofDrawing.Check(request.Evidence, request.Look) is { } unprintable)
        {
            return new SealOutcome.Refused(unprintable);
        }

        // One pass over the original: its hash is checked against the evidence, and then goes on with the update's bytes.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(request.Original.Span);
        var original = hash.GetCurrentHash();
        CheckEvidence(original);
        return await Sign(hash, original, CmsSigner.Estimate(key) + options.SpareRoom, options.TokenRoom, cancellation)
            ?? await Sign(hash, original, 2 * CmsSigner.Estimate(key) + options.SpareRoom, 2 * options.TokenRoom, cancellation)
            ?? throw new SealRefusedException(SealRefusalReason.SignatureTooLarge, null, "the signature did not fit twice the usual room");
    }

    private async ValueTask<SealOutcome?> Sign(IncrementalHash hash, byte[] original, int signatureRoom, int tokenRoom, CancellationToken cancellation)
    {
        var plan = new SealPlan(request, SignerName(), signatureRoom + (trust is null ? 0 : tokenRoom), options.RefuseRestricted, Seed(original, 1));
        var prepared = CosFile.Read(request.Original, options.Limits, time, file => SealUpdate.Build(file, plan));
        using var whole = hash.Clone();
        var cms = await CmsSigner.Sign(Digest(whole, prepared.Written), key, cancellation);
        if (trust is not null)
        {
            var stamp = await trust.Timestamps.Stamp(SHA256.HashData(CmsReader.Read(cms, sortedCertificates: true).Signature.Span), cancellation);
            cms = CmsSigner.AddTimestamp(cms, stamp.Token);
        }

        if (cms.Length > prepared.Written.Hole.Capacity)
        {
            return null;
        }

        prepared.Written.Hole.FillContents(prepared.Written.Sink, cms);
        var seal = prepared.Written.Sink.Written;
        whole.AppendData(seal.Span);
        if (trust?.Validation is null)
        {
            return Finish(seal, whole, prepared.PageCount, trust is null ? SealLevel.B : SealLevel.T);
        }

        var data = await trust.Validation.ForSeal(cms, cancellation);
        var archive = await ArchiveUpdate.Write(prepared.File, data, trust.Timestamps, whole, Seed(original, 2), tokenRoom, cancellation);
        return archive is null ? null : Finish((byte[])[.. seal.Span, .. archive.Value.Span], whole, prepared.PageCount, SealLevel.LTA);
    }

    private static byte[] Digest(IncrementalHash before, WrittenUpdate written)
    {
        using var signed = before.Clone();
        signed.AppendData(written.BeforeHole);
        signed.AppendData(written.AfterHole);
        return signed.GetHashAndReset();
    }

    private SealOutcome.Sealed Finish(ReadOnlyMemory<byte> tail, IncrementalHash whole, int pages, SealLevel level) =>
        new(tail, Convert.ToHexStringLower(whole.GetCurrentHash()), (long)request.Original.Length + tail.Length, pages, level);

    private void CheckEvidence(byte[] hash)
    {
        var stated = request.Evidence.File;
        if (stated.Size != request.Original.Length || stated.Sha256 != Convert.ToHexStringLower(hash))
        {
            throw new SealRefusedException(SealRefusalReason.EvidenceMismatch, null, "the evidence states another size or hash");
        }
    }

    private byte[] Seed(byte[] original, byte revision) =>
        SHA256.HashData([.. original, .. System.Text.Encoding.UTF8.GetBytes(request.Evidence.TransactionId), revision])[..IdBytes];

    private string SignerName() => key.Certificate.GetNameInfo(X509NameType.SimpleName, false);
}
