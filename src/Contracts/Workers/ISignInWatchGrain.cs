namespace Flexportal.Contracts.Workers;

/// <summary>Sums up the wrong passwords of an agency and gives the alarm. Key: the tenant. In memory: after a crash of its host it counts anew.</summary>
[GrainInterfaceType("flexportal.sign-in-watch")]
[Alias("flexportal.sign-in-watch")]
public interface ISignInWatchGrain : ITenantGrain
{
    /// <summary>A wrong password from this network address (hashed).</summary>
    [Alias("wrong")]
    Task Wrong(string from);
}
