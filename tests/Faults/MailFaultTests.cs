using System.Net;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;
using Flexportal.Tests.Faults.Rig;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>The mail provider fails, repeats itself, or is not the one who calls.</summary>
public sealed class MailFaultTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Fact]
    public async Task F22_a_provider_that_fails_in_every_way_loses_nothing()
    {
        var paper = await common.Paper();
        await paper.Start();
        var code = await paper.Code();
        farm.Mail.Script[paper.Tenant.Value] = new([Treatment.ServerError, Treatment.TooMany, Treatment.Garbage, Treatment.AcceptAndHangUp, Treatment.ServerError]);
        Assert.True((await paper.Confirm(code)).IsSigned);
        await common.Healed(paper);
        Assert.Empty(farm.Mail.Script[paper.Tenant.Value]);
    }

    [Fact]
    public async Task F23_forged_doubled_and_late_reports_move_nothing_back()
    {
        var paper = await common.Paper();
        await paper.Sign();
        await common.Healed(paper);
        var letter = paper.Copies()[^1];
        Assert.Equal(HttpStatusCode.OK, await Hook(MailProvider.Unconfirmed(letter, "Bounce")));
        Assert.Equal(DeliveryState.Delivered, await State());
        var bounce = farm.Mail.Report(letter, "Bounce");
        var delivery = farm.Mail.Report(letter, "Delivery");
        foreach (var report in new[] { delivery, bounce, delivery, bounce, delivery, delivery })
        {
            Assert.Equal(HttpStatusCode.OK, await Hook(report));
        }

        Assert.Equal(DeliveryState.Bounced, await State());

        async Task<DeliveryState?> State() =>
            (await farm.Eventually(() => farm.Stores.GetRequiredService<IRowReader>().SigningCase(paper.Tenant, paper.Document, CancellationToken.None)))!.Signature!.WorkerCopy!.State;
    }

    // A silo that is just dying says nothing, or 503: then the provider sends again.
    private async Task<HttpStatusCode> Hook(string body)
    {
        while (true)
        {
            try
            {
                if (await farm.Hook(body) is var status and not HttpStatusCode.ServiceUnavailable)
                {
                    return status;
                }
            }
            catch (Exception fault) when (Bureau.IsOutage(fault))
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
