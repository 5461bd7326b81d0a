using System.Security.Cryptography;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Update;
using Flexportal.Sealing.Verify;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Sealing.Ltv;

/// <summary>What a renewal brought.</summary>
public abstract record RenewalOutcome
{
    private RenewalOutcome()
    {
    }

    /// <summary>Renewed.</summary>
    /// <param name="Tail">The bytes to append; what was there stays as it is.</param>
    /// <param name="ArchivedAt">The new archive timestamp.</param>
    public sealed record Renewed(ReadOnlyMemory<byte> Tail, DateTimeOffset ArchivedAt) : RenewalOutcome;

    /// <summary>The file is not valid, so there is nothing to prolong.</summary>
    /// <param name="Report">The verdict.</param>
    public sealed record NotValid(VerificationReport Report) : RenewalOutcome;
}

/// <summary>
/// Prolongs a seal: revocation data for whatever vouched for it last, then a new archive timestamp over everything (ETSI EN 319 142-1 5.5). To be done by
/// whoever holds the file before the last timestamp's certificate expires or its algorithms grow weak.
/// </summary>
/// <param name="anchors">The pinned roots.</param>
/// <param name="trust">Timestamps and revocation data; both are needed.</param>
/// <param name="clock">Our own clock.</param>
public sealed class SealRenewal(TrustAnchors anchors, SealTrust trust, TimeProvider clock)
{
    private const int IdBytes = 16;
    private const int TokenRoom = 7 * 1024;

    private readonly TimestampClient timestamps = trust.Timestamps;
    private readonly ValidationDataCollector validation = trust.Validation ?? throw new ArgumentException("A renewal needs revocation data.", nameof(trust));

    /// <summary>Makes the bytes to append.</summary>
    /// <param name="file">A valid sealed file of any level.</param>
    /// <param name="cancellation">Ends the wait for the network.</param>
    /// <exception cref="TimestampUnavailableException">No authority gave a usable timestamp.</exception>
    /// <exception cref="ValidationDataException">Revocation data cannot be had.</exception>
    public async Task<RenewalOutcome> Renew(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        var verifier = new SealVerifier(anchors, clock);
        var before = verifier.Verify(file);
        if (before.Verdict != Verdict.Valid) return new RenewalOutcome.NotValid(before);

        var data = await Collect(file, cancellation);
        var tail = await Write(file, data, 1, cancellation) ?? await Write(file, data, 2, cancellation)
            ?? throw new TimestampUnavailableException(["the tokens are larger than any known authority's"]);
        var after = verifier.Verify((byte[])[.. file.Span, .. tail.Span]);
        // What our own verifier would not take is not handed out.
        return after.Findings is { } found ? new RenewalOutcome.Renewed(tail, found.ArchivedAt[^1]) : new RenewalOutcome.NotValid(after);
    }

    /// <summary>Data for the last word that vouches for the file: the seal itself, or the archive timestamp over it.</summary>
    private Task<ValidationData> Collect(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        var header = file.Span[..Math.Min(file.Length, 1024)].IndexOf("%PDF-"u8);
        var tail = ReadTail(file, Math.Max(header, 0)) ?? ReadTail(file, 0) ?? throw new InvalidOperationException("The file was verified before.");
        var span = SignedSpan.Read(file, tail.Signature, tail.Section.End);
        return tail.IsArchive ? validation.ForTimestamp(span.Der, span.DigestSha256, cancellation) : validation.ForSeal(span.Der, clock.GetUtcNow(), cancellation);
    }

    private static RevisionTail? ReadTail(ReadOnlyMemory<byte> file, int origin)
    {
        try
        {
            return new RevisionReader(file, origin).ReadTail(file.Length);
        }
        catch (Rejection)
        {
            return null;
        }
    }

    private async Task<ReadOnlyMemory<byte>?> Write(ReadOnlyMemory<byte> file, ValidationData data, int times, CancellationToken cancellation)
    {
        var room = times * timestamps.RoomForToken(TokenRoom);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        whole.AppendData(file.Span);
        var seed = whole.GetCurrentHash().AsMemory(0, IdBytes);
        return await CosFile.Read(file, SealLimits.Default, clock, opened => ArchiveUpdate.Write(opened, data, timestamps, whole, seed, room, cancellation));
    }
}
