using Flexportal.Contracts;
using Flexportal.Contracts.Budgets;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;

namespace Flexportal.Grains.Budgets;

/// <summary>What only this grain reads.</summary>
internal sealed class BudgetState
{
    /// <summary>For an upcaster, should the shape change.</summary>
    public int SchemaVersion { get; set; } = 1;

    public IReadOnlyList<Taken> Uses { get; set; } = [];
}

/// <summary>One budget. What is taken is written before the answer leaves: when it cannot be written there is no answer, so a broken limiter never means "allowed".</summary>
[GrainType("flexportal.budget")]
internal sealed class BudgetGrain([PersistentState("flexportal.budget")] IPersistentState<BudgetState> state, TimeProvider time) : Grain, IBudgetGrain
{
    private BudgetUse Use => BudgetKey.Parse(TenantKey.Parse(this.GetPrimaryKeyString()).Id).Use;

    private Budget Budget => new([.. state.State.Uses]);

    public async Task<Refusal?> Take(string? key)
    {
        var now = time.GetUtcNow();
        if (BudgetRules.Take(Budget, Use, key, now) is not { } next)
        {
            return BudgetRules.Full(Budget, Use, now);
        }

        if (next.Uses.Length != state.State.Uses.Count || next.Uses[^1] != state.State.Uses[^1])
        {
            await Keep(next);
        }

        return null;
    }

    public Task GiveBack() => Keep(BudgetRules.GiveBack(Budget));

    /// <summary>A failed write leaves nothing in memory that is not in storage.</summary>
    private async Task Keep(Budget next)
    {
        try
        {
            state.State.Uses = next.Uses;
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
