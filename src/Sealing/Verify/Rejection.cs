namespace Flexportal.Sealing.Verify;

/// <summary>
/// Ends a verification. Thrown from any depth of the checks and caught in one place, so that no caller can overlook a "no": a check that forgets to look at
/// a result would pass.
/// </summary>
internal sealed class Rejection(VerificationReason reason, string detail, int? objectNumber = null, Exception? cause = null) : Exception(detail, cause)
{
    public VerificationReason Reason { get; } = reason;

    public int? ObjectNumber { get; } = objectNumber;

    /// <summary>The same rejection with the object it was found in, where none is known yet.</summary>
    public Rejection In(int number) => ObjectNumber is null ? new Rejection(Reason, Message, number, this) : this;
}
