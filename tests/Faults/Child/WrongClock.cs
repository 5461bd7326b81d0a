namespace Flexportal.Tests.Faults.Child;

/// <summary>The machine's clock, wrong by so much. Timers run as ever.</summary>
internal sealed class WrongClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
