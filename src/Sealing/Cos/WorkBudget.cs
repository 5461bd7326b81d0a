namespace Flexportal.Sealing.Cos;

/// <summary>Carries a refusal out of the depths; caught at the library's edge and never seen outside.</summary>
internal sealed class SealRefusedException(SealRefusal refusal) : Exception(refusal.Detail)
{
    public SealRefusedException(SealRefusalReason reason, int? objectNumber, string detail)
        : this(new SealRefusal(reason, objectNumber, detail))
    {
    }

    public SealRefusal Refusal { get; } = refusal;
}

/// <summary>The cross-reference chain does not describe the file: read it again by scanning.</summary>
internal sealed class CosDamageException(string detail) : Exception(detail);

/// <summary>What is left of time and memory for one file.</summary>
internal sealed class WorkBudget(SealLimits limits, TimeProvider time)
{
    private const int ClockEvery = 256;
    private readonly long _started = time.GetTimestamp();
    private long _inflated;
    private int _steps;

    public SealLimits Limits => limits;

    /// <summary>To be called in every loop whose length a file decides. Reading the clock each time would cost more than the work.</summary>
    public void Step()
    {
        if (++_steps % ClockEvery == 0)
        {
            CheckTime();
        }
    }

    public void CheckTime()
    {
        if (time.GetElapsedTime(_started) > limits.MaxTime)
        {
            throw new SealRefusedException(SealRefusalReason.TooComplex, null, "reading took longer than the limit");
        }
    }

    /// <summary>How many bytes the next stream may inflate to.</summary>
    public int InflateAllowance => (int)Math.Min(limits.MaxInflatedPerStream, limits.MaxInflatedTotal - _inflated);

    public void Inflated(int bytes) => _inflated += bytes;
}
