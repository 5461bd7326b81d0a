using System.Diagnostics.Metrics;
using Flexportal.Contracts;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Workers;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Workers;

/// <summary>The agency's sum of wrong passwords. Only failures come here, and only numbers leave.</summary>
[GrainType("flexportal.sign-in-watch")]
internal sealed partial class SignInWatchGrain(TimeProvider time, ILogger<SignInWatchGrain> log) : Grain, ISignInWatchGrain
{
    private static readonly Meter Meter = new("Flexportal");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("flexportal.sign_in.wrong", description: "Wrong passwords, by agency");
    private static readonly Counter<long> Alarms = Meter.CreateCounter<long>("flexportal.sign_in.alarms", description: "Alarms for wrong passwords, by agency");

    private WrongPasswords wrong = WrongPasswords.None;

    public Task Wrong(string from)
    {
        var tenant = TenantKey.Parse(this.GetPrimaryKeyString()).Tenant.Value;
        var tag = new KeyValuePair<string, object?>("tenant", tenant);
        Failures.Add(1, tag);
        (wrong, var alarm) = SprayRules.Count(wrong, from, time.GetUtcNow());
        if (alarm is not null)
        {
            Alarms.Add(1, tag);
            LogAlarm(log, tenant, alarm.Failures, alarm.Addresses);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(7401, LogLevel.Error, "Alarm: {Tenant} had {Failures} wrong passwords within an hour, from {Addresses} network addresses. Somebody may be trying one password on many accounts.")]
    private static partial void LogAlarm(ILogger log, string tenant, int failures, int addresses);
}
