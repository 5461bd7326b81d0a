using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing;

/// <summary>How a <see cref="Sealer"/> works.</summary>
public sealed record SealerOptions
{
    /// <summary>Bounds on the input.</summary>
    public SealLimits Limits { get; init; } = SealLimits.Default;

    /// <summary>
    /// Whether a file is refused (<see cref="SealRefusalReason.PermissionsForbid"/>) whose author's permissions allow no addition of any kind. Off:
    /// sealing lifts no restriction, and who seals was handed the file by its author.
    /// </summary>
    public bool RefuseRestricted { get; init; }

    /// <summary>
    /// Bytes kept for one timestamp token before the authority has given any, 1,024 to 262,144; later ones get what the largest took. A token that needs more
    /// makes the sealer try once more with double the room.
    /// </summary>
    public int TokenRoom { get; init; } = 7 * 1024;

    /// <summary>Bytes kept beyond what the key's certificates and value need, 0 to 65,536.</summary>
    public int SpareRoom { get; init; } = 64;

    /// <summary>Whether the finished file is put before our own verifier; a file that fails is refused as <see cref="SealRefusalReason.SelfCheckFailed"/>.</summary>
    public bool SelfCheck { get; init; } = true;
}

/// <summary>Where trusted time and revocation data come from. Given timestamps alone the seal reaches B-T, with validation data B-LTA.</summary>
/// <param name="Timestamps">The authorities.</param>
/// <param name="Validation">Collects chains and revocation data, or null for no archive timestamp.</param>
/// <param name="Anchors">The pinned roots of the authorities; the finished file is checked against them.</param>
public sealed record SealTrust(TimestampClient Timestamps, ValidationDataCollector? Validation, TrustAnchors Anchors);
