using Flexportal.Contracts;
using Flexportal.Contracts.Documents;
using Flexportal.Domain.Common;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

public sealed class TenantWallTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_call_without_a_tenant_reaches_no_grain()
    {
        var agency = await TestAgency.Create(fixture.Cluster);
        var grains = agency.Grains;
        RequestContext.Clear();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grains.Agency().Get());
    }

    [Fact]
    public async Task A_client_of_one_tenant_reaches_no_grain_of_another()
    {
        var mine = await TestAgency.Create(fixture.Cluster);
        var theirs = await TestAgency.Create(fixture.Cluster);
        var grain = theirs.Grains.Agency();
        TenantScope.Enter(mine.Tenant);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.Get());
        Assert.NotNull(await mine.Grains.Agency().Get());
    }

    /// <summary>The client's own guard, in front of silos that have no wall.</summary>
    [Fact]
    public async Task The_client_refuses_a_foreign_grain_before_the_call_leaves()
    {
        var mine = await TestAgency.Create(fixture.Cluster);
        var theirs = await TestAgency.Create(fixture.Cluster);
        await using var open = await FlexCluster.StartBeside(fixture.Cluster, guardSilo: false);
        var grain = open.Grains(theirs.Tenant).Agency();
        Assert.NotNull(await grain.Get());
        TenantScope.Enter(mine.Tenant);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.Get());
        RequestContext.Clear();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.Get());
    }

    /// <summary>The silo's own lock, without the client's guard in front of it.</summary>
    [Fact]
    public async Task The_silo_refuses_a_forged_context_even_when_the_client_has_no_guard()
    {
        var mine = await TestAgency.Create(fixture.Cluster);
        var theirs = await TestAgency.Create(fixture.Cluster);
        var worker = await theirs.Worker();
        var document = await theirs.Document(worker);
        await using var naked = await FlexCluster.StartBeside(fixture.Cluster, guardClient: false);
        TenantScope.Enter(mine.Tenant);
        var grain = naked.Unguarded<IDocumentGrain>(new TenantKey(theirs.Tenant, document.Id.Value));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.Get());
        RequestContext.Clear();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.Get());
        TenantScope.Enter(theirs.Tenant);
        Assert.NotNull(await grain.Get());
    }

    [Fact]
    public async Task A_key_without_a_tenant_is_refused()
    {
        await using var naked = await FlexCluster.StartBeside(fixture.Cluster, guardClient: false);
        TenantScope.Enter(new TenantId("bureau-1"));
        var grain = naked.Raw<IDocumentGrain>("fa353dec5dec4b799ef00ef5187df7be");
        await Assert.ThrowsAsync<FormatException>(async () => await grain.Get());
    }

    [Fact]
    public async Task The_same_id_in_another_tenant_is_another_grain_that_knows_nothing()
    {
        var mine = await TestAgency.Create(fixture.Cluster);
        var theirs = await TestAgency.Create(fixture.Cluster);
        var document = await theirs.Document(await theirs.Worker());
        Assert.Null(await mine.Grains.Document(document.Id).Get());
        var reply = await mine.Grains.Document(document.Id).Withdraw(new Domain.Documents.WithReason("x"), TestAgency.ByKey());
        var unknown = await mine.Grains.Document(new DocumentId(new string('a', 32))).Withdraw(new Domain.Documents.WithReason("x"), TestAgency.ByKey());
        Assert.Equal(unknown, reply);
        Assert.Equal(RefusalCode.NotFound, reply.Refusal!.Code);
    }
}
