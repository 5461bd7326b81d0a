using Flexportal.Api;
using Flexportal.Api.Agencies.Documents;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Microsoft.Extensions.Options;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class IdempotencyTests
{
    private static readonly Actor Key = new(ActorKind.ApiKey, "k", "label");
    private static readonly Guid Uuid = new("0b9c9f3e-8a55-4a66-9a0e-16c64dbb6b7d");
    private static readonly DocumentReasonInput Input = new() { DocumentId = "x", Reason = "r", IdempotencyKey = Uuid };

    [Fact]
    public void the_same_data_hash_alike() =>
        Assert.Equal(Idempotency.Context(Key, Uuid, "a", Input).RequestHash, Idempotency.Context(Key, Uuid, "a", Input with { }).RequestHash);

    [Fact]
    public void other_data_or_another_mutation_hash_otherwise()
    {
        var hash = Idempotency.Context(Key, Uuid, "a", Input).RequestHash;

        Assert.NotEqual(hash, Idempotency.Context(Key, Uuid, "a", Input with { Reason = "s" }).RequestHash);
        Assert.NotEqual(hash, Idempotency.Context(Key, Uuid, "b", Input).RequestHash);
    }

    [Fact]
    public void each_part_of_a_bulk_mutation_has_its_own_key()
    {
        var keys = new[] { "1", "2" }.Select(part => Idempotency.Context(Key, Uuid, "a", Input, part).Key).ToList();

        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(keys[0], Idempotency.Context(Key, Uuid, "a", Input, "1").Key);
    }

    [Fact]
    public void derived_ids_follow_from_tenant_principal_and_key()
    {
        var ids = new DerivedIds(Options.Create(new ApiOptions { Secret = new byte[32] }));
        var one = ids.Document(new TenantId("aa"), "key:1", Uuid);

        Assert.Equal(one, ids.Document(new TenantId("aa"), "key:1", Uuid));
        Assert.NotEqual(one, ids.Document(new TenantId("bb"), "key:1", Uuid));
        Assert.NotEqual(one, ids.Document(new TenantId("aa"), "key:2", Uuid));
        Assert.NotEqual(ids.Worker(new TenantId("aa"), new ExternalId("c", "ab")), ids.Worker(new TenantId("aa"), new ExternalId("bc", "a")));
    }
}
