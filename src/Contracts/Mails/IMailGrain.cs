using Flexportal.Domain.Workers;

namespace Flexportal.Contracts.Mails;

/// <summary>One message. Key: tenant/messageId.</summary>
[GrainInterfaceType("flexportal.mail")]
[Alias("flexportal.mail")]
public interface IMailGrain : ITenantGrain
{
    /// <summary>Hands the mail to the transport if it still waits; records the answer. Called by the dispatcher; harmless at any time.</summary>
    [Alias("send")]
    [ResponseTimeout("00:01:00")]
    Task Send();

    /// <summary>The provider reports. States move forward only; a bounce after a delivery keeps both facts.</summary>
    [Alias("report")]
    Task Report(DeliveryState state, DateTimeOffset at, string? detail);
}
