using Flexportal.Domain.Common;

namespace Flexportal.Contracts.Budgets;

/// <summary>What one network address or one worker may still use of one thing. Key: tenant/<c>BudgetKey</c>. One for all hosts; it lives in Orleans' own storage.</summary>
[GrainInterfaceType("flexportal.budget")]
[Alias("flexportal.budget")]
public interface IBudgetGrain : ITenantGrain
{
    /// <summary>Takes one (nothing more for an idempotency key that took one before), written before the answer. Null when it was taken, else the refusal: TooOften (At).</summary>
    [Alias("take")]
    Task<Refusal?> Take(string? key = null);

    /// <summary>Gives one back that does not count after all.</summary>
    [Alias("give-back")]
    Task GiveBack();
}
