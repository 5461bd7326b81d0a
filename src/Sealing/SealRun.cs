using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Proof;
using Flexportal.Sealing.Update;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing;

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

        CheckCertificate();

        // One pass over the original: its hash is checked against the evidence, and then goes on with the update's bytes.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(request.Original.Span);
        var original = hash.GetCurrentHash();
        CheckEvidence(original);
        return await Sign(hash, original, 1, cancellation)
            ?? await Sign(hash, original, 2, cancellation)
            ?? throw new SealRefusedException(SealRefusalReason.SignatureTooLarge, null, "the signature did not fit twice the usual room");
    }

    private async ValueTask<SealOutcome?> Sign(IncrementalHash hash, byte[] original, int times, CancellationToken cancellation)
    {
        var room = (times * CmsSigner.Estimate(key)) + options.SpareRoom + TokenRoom(times);
        var plan = new SealPlan(request, CertificateFacts.Of(key.Certificate).Name, room, options.RefuseRestricted, Seed(original, 1));
        var prepared = CosFile.Read(request.Original, options.Limits, time, file => SealUpdate.Build(file, plan));
        // The state behind the bytes before the hole serves both: the digest that is signed, and the hash of the whole file.
        using var whole = hash.Clone();
        whole.AppendData(prepared.Written.BeforeHole);
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
        whole.AppendData(seal.Span[prepared.Written.Hole.Open..]);
        if (trust?.Validation is null)
        {
            return Finish(seal, whole, prepared.PageCount, trust is null ? SealLevel.B : SealLevel.T);
        }

        var data = await trust.Validation.ForSeal(cms, cancellation);
        var archive = await ArchiveUpdate.Write(prepared.File, data, trust.Timestamps, whole, Seed(original, 2), TokenRoom(times), cancellation);
        return archive is null ? null : Finish((byte[])[.. seal.Span, .. archive.Value.Span], whole, prepared.PageCount, SealLevel.LTA);
    }

    /// <summary>Asked anew for each token, for the client learns from the last.</summary>
    private int TokenRoom(int times) => trust is null ? 0 : times * trust.Timestamps.RoomForToken(options.TokenRoom);

    private static byte[] Digest(IncrementalHash before, WrittenUpdate written)
    {
        using var signed = before.Clone();
        signed.AppendData(written.AfterHole);
        return signed.GetHashAndReset();
    }

    private SealOutcome.Sealed Finish(ReadOnlyMemory<byte> tail, IncrementalHash whole, int pages, SealLevel level)
    {
        if (options.SelfCheck)
        {
            CheckSeal(tail);
        }

        return new SealOutcome.Sealed(tail, Convert.ToHexStringLower(whole.GetCurrentHash()), (long)request.Original.Length + tail.Length, pages, level);
    }

    /// <summary>Nothing leaves that our own verifier would not accept. It reads the file as a stranger's, so it needs it in one piece.</summary>
    private void CheckSeal(ReadOnlyMemory<byte> tail)
    {
        var size = request.Original.Length + tail.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var file = buffer.AsMemory(0, size);
            request.Original.CopyTo(file);
            tail.CopyTo(file[request.Original.Length..]);
            var anchors = new TrustAnchors([key.Chain.Count > 0 ? key.Chain[^1] : key.Certificate], trust?.Anchors.TimeRoots ?? []);
            var report = new SealVerifier(anchors, time).Verify(file);
            if (report.Verdict != Verdict.Valid)
            {
                throw new SealRefusedException(SealRefusalReason.SelfCheckFailed, report.ObjectNumber, $"{report.ReasonCode}: {report.Detail}");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What a seal of now could not be verified by is no key for now: the work waits for its successor.</summary>
    private void CheckCertificate()
    {
        var facts = CertificateFacts.Of(key.Certificate);
        if (request.SignedAt.UtcDateTime < facts.From || request.SignedAt.UtcDateTime > facts.To)
        {
            throw new SealKeyException(string.Create(CultureInfo.InvariantCulture, $"The seal certificate is valid from {facts.From:u} to {facts.To:u}."));
        }
    }

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
}
