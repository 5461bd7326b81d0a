using Flexportal.Contracts;
using Flexportal.Contracts.Wire;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>What crosses process borders.</summary>
public sealed class WireTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private IServiceProvider Silo => fixture.Cluster.Orleans.GetSiloServiceProvider();

    [Fact]
    public void Every_type_in_a_contract_has_a_codec()
    {
        var codecs = Silo.GetRequiredService<ICodecProvider>();
        var types = typeof(ITenantGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && typeof(ITenantGrain).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(Result(method.ReturnType)))
            .Where(type => type != typeof(void))
            .Distinct()
            .ToList();
        Assert.True(types.Count > 15);
        Assert.All(types, type => Assert.NotNull(codecs.TryGetCodec(type)));
    }

    [Fact]
    public void A_record_of_the_domain_survives_the_wire_and_is_not_copied_within_a_process()
    {
        var command = new UpsertWorker(new ExternalId("1", "payroll"), "'t Hart", null, "Niki", null, new DateOnly(2001, 2, 3), "n@mail.example", null, "nl", 4);
        var serializer = Silo.GetRequiredService<Serializer>();
        Assert.Equal(command, serializer.Deserialize<UpsertWorker>(serializer.SerializeToArray(command)));
        Assert.Same(command, Silo.GetRequiredService<DeepCopier>().Copy(command));
    }

    [Fact]
    public void A_storage_exception_crosses_with_what_it_knows()
    {
        var serializer = Silo.GetRequiredService<Serializer>();
        var there = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new StorageException("no answer") { OutcomeUnknown = true }));
        Assert.True(Assert.IsType<StorageException>(there).OutcomeUnknown);
        Assert.Equal("no answer", there.Message);
    }

    [Fact]
    public void The_wire_covers_the_domain_and_nothing_else()
    {
        Assert.True(DomainWire.Covers(typeof(Reply<Worker>)));
        Assert.False(DomainWire.Covers(typeof(WorkerState)));
        Assert.False(DomainWire.Covers(typeof(string)));
        Assert.False(DomainWire.Covers(typeof(StorageException)));
    }

    private static Type Result(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
        ? type.GetGenericArguments()[0]
        : typeof(void);
}
