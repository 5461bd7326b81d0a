using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Time;

/// <summary>What a timestamp must keep to before it is used.</summary>
/// <param name="Tolerance">How far the token's time may be from our own clock, either way.</param>
/// <param name="Patience">How long one authority may take.</param>
public sealed record TimestampPolicy(TimeSpan Tolerance, TimeSpan Patience)
{
    /// <summary>60 s tolerance, 10 s patience.</summary>
    public static TimestampPolicy Default { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10));
}

/// <summary>A checked timestamp.</summary>
/// <param name="Token">The token as DER (the ContentInfo).</param>
/// <param name="Time">The instant it states.</param>
/// <param name="Authority">Which authority gave it.</param>
public sealed record Timestamp(ReadOnlyMemory<byte> Token, DateTimeOffset Time, string Authority);

/// <summary>No authority gave a usable timestamp. The work is to be tried again; the local clock is no substitute.</summary>
/// <param name="failures">One plain line per authority.</param>
public sealed class TimestampUnavailableException(IReadOnlyList<string> failures) : Exception("No usable timestamp: " + string.Join("; ", failures))
{
    /// <summary>One line per authority: its name and what was wrong.</summary>
    public IReadOnlyList<string> Failures { get; } = failures;
}

/// <summary>Asks the authorities in order and takes the first token that passes every check: nonce, imprint, critical key usage, chain to a pinned root, time near ours.</summary>
/// <param name="authorities">First choice first; two is what an installation should have.</param>
/// <param name="anchors">Their roots are <see cref="TrustAnchors.TimeRoots"/>.</param>
/// <param name="clock">Our own clock, as witness.</param>
/// <param name="policy">Tolerance and patience.</param>
public sealed class TimestampClient(IReadOnlyList<ITimestampAuthority> authorities, TrustAnchors anchors, TimeProvider clock, TimestampPolicy policy)
{
    // Serial numbers, signature values and accuracies differ by some bytes from token to token.
    private const int Variation = 256;

    private readonly List<ReadOnlyMemory<byte>> roots = [.. anchors.TimeRoots.Select(root => root.RawDataMemory)];
    private int largestToken;

    /// <summary>Bytes to keep for the next token: what the largest one so far took and a little more, or the default before there was any. Every byte kept costs two of the file.</summary>
    /// <param name="unknown">The default.</param>
    public int RoomForToken(int unknown) => Volatile.Read(ref largestToken) is > 0 and var size ? size + Variation : unknown;

    /// <summary>Stamps a SHA-256 digest.</summary>
    /// <param name="digestSha256">32 bytes.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="TimestampUnavailableException">None of the authorities gave a usable token.</exception>
    public async Task<Timestamp> Stamp(ReadOnlyMemory<byte> digestSha256, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (var authority in authorities)
        {
            try
            {
                return await Ask(authority, digestSha256, cancellation);
            }
            catch (Exception e) when (e is Rejection or HttpRequestException or IOException)
            {
                failures.Add($"{authority.Name}: {e.Message}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failures.Add($"{authority.Name}: no answer within {policy.Patience.TotalSeconds:0} s");
            }
        }

        if (failures.Count == 0) failures.Add("no timestamp authority is configured");
        throw new TimestampUnavailableException(failures);
    }

    private async Task<Timestamp> Ask(ITimestampAuthority authority, ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        var nonce = TimestampExchange.NewNonce();
        using var patience = new CancellationTokenSource(policy.Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        // WaitAsync: an adapter that forgets the token must not hold up the fallback.
        var response = await authority.Send(TimestampExchange.Request(digest.Span, nonce), limit.Token).WaitAsync(limit.Token);
        var token = TimestampToken.Check(TimestampExchange.Token(response), digest.Span, roots);
        if (token.Nonce != nonce) throw new Rejection(VerificationReason.Timestamp, "The token answers another request (nonce).");
        var off = (token.Time - clock.GetUtcNow()).Duration();
        if (off > policy.Tolerance) throw new Rejection(VerificationReason.Timestamp, $"The token's time is {off.TotalSeconds:0} s from our clock.");
        Remember(token.Der.Length);
        return new Timestamp(token.Der, token.Time, authority.Name);
    }

    private void Remember(int size)
    {
        for (var known = Volatile.Read(ref largestToken); size > known;)
        {
            var seen = Interlocked.CompareExchange(ref largestToken, size, known);
            if (seen == known) return;
            known = seen;
        }
    }
}
