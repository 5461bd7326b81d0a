using System.Security.Cryptography;
using Flexportal.Domain.Common;
using Flexportal.Storage.Vault;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>Rows that were opened are found again by their sealed bytes only: nothing old, foreign or changed is ever taken for them.</summary>
public sealed class OpenedRowsTests
{
    private static readonly TenantId Tenant = new("taldemo");
    private static readonly byte[] Key = Envelope.NewKey();

    [Fact]
    public void Only_the_very_bytes_in_the_very_place_are_known()
    {
        var rows = new OpenedRows();
        var (first, second) = (Seal("same words"), Seal("same words"));
        rows.Add(Tenant, "worker", "1", first, "opened");

        Assert.Equal("opened", rows.Find<string>(Tenant, "worker", "1", first));
        Assert.Null(rows.Find<string>(Tenant, "worker", "1", second));
        Assert.Null(rows.Find<string>(Tenant, "worker", "2", first));
        Assert.Null(rows.Find<string>(Tenant, "document", "1", first));
        Assert.Null(rows.Find<string>(new TenantId("werkstad"), "worker", "1", first));
        Assert.Null(rows.Find<string>(Tenant, "worker", "1", first.AsSpan(0, 10)));
    }

    [Fact]
    public void A_newer_row_takes_the_place_of_the_older()
    {
        var rows = new OpenedRows();
        var (old, young) = (Seal("a"), Seal("b"));
        rows.Add(Tenant, "worker", "1", old, "old");
        rows.Add(Tenant, "worker", "1", young, "young");

        Assert.Null(rows.Find<string>(Tenant, "worker", "1", old));
        Assert.Equal("young", rows.Find<string>(Tenant, "worker", "1", young));
    }

    [Fact]
    public void What_nobody_asks_for_is_forgotten_and_what_is_asked_for_stays()
    {
        var rows = new OpenedRows(generation: 10);
        var (asked, left) = (Seal("asked"), Seal("left"));
        rows.Add(Tenant, "worker", "asked", asked, "asked");
        rows.Add(Tenant, "worker", "left", left, "left");
        for (var i = 0; i < 100; i++)
        {
            rows.Add(Tenant, "worker", $"other-{i}", Seal("x"), "other");
            Assert.Equal("asked", rows.Find<string>(Tenant, "worker", "asked", asked));
        }

        Assert.Null(rows.Find<string>(Tenant, "worker", "left", left));
    }

    [Fact]
    public void A_vault_opens_a_changed_message_never_from_memory()
    {
        var vault = new TenantVault(Tenant, Key, new OpenedRows());
        var type = Flexportal.Storage.Rows.StoredJson.Default.Worker;
        var worker = Sample.Worker();
        var message = vault.Seal("worker", worker.Id.Value, worker, type);
        var known = vault.OpenRecord("worker", worker.Id.Value, message, type);

        Assert.Same(known, vault.OpenRecord("worker", worker.Id.Value, message, type));
        for (var place = 1; place < message.Length; place += 7)
        {
            var changed = (byte[])message.Clone();
            changed[place] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => vault.OpenRecord("worker", worker.Id.Value, changed, type));
        }
    }

    private static byte[] Seal(string text) => Envelope.Seal(Key, System.Text.Encoding.UTF8.GetBytes(text), TenantVault.BelongsTo(Tenant, "x", "y"));
}
