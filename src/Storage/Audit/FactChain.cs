using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Vault;
using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Audit;

internal sealed class FactChain(TenantDatabase database, TenantKeys keys) : IFactChain
{
    private const string SelectLinks = """
        select position, previous_hash, hash, commitment, salt, body, subject from fact
        where tenant = $1 and position > $2 order by position limit 1000
        """;

    public async Task<int> Link(TenantId tenant, DateTimeOffset nextAt, int most, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        await using var batch = new TenantBatch(tenant);
        batch.Add("select link_facts($1, $2::integer)").Number(most);
        new CommitBatch(batch, vault).Add(new Changes { Due = [new DueWork(DueKind.ChainFacts, tenant.Value, nextAt)] }, null, null);
        return await database.Read(batch, async reader => await reader.ReadAsync(cancellation) ? reader.GetInt32(0) : 0, cancellation);
    }

    public async Task<long?> FirstBrokenLink(TenantId tenant, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        var expected = new ChainLink(0, SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value)));
        while (true)
        {
            var last = expected.Position;
            var rows = await database.Rows(tenant, SelectLinks, sql => sql.Number(last), StoredLink.Read, cancellation);
            if (rows.Count == 0)
            {
                return null;
            }

            foreach (var row in rows)
            {
                expected = expected.Next(row.Commitment);
                if (row.Position != expected.Position || !row.Holds(expected, vault))
                {
                    return expected.Position;
                }
            }
        }
    }

    public async Task<int> Erase(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var erased = await database.Rows(
            tenant, "update fact set body = null, salt = null where tenant = $1 and subject = $2 and body is not null returning 1", sql => sql.Text(subject), _ => 1, cancellation);
        return erased.Count;
    }

    private sealed record ChainLink(long Position, byte[] Hash)
    {
        public ChainLink Next(byte[] commitment)
        {
            Span<byte> position = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(position, Position + 1);
            return new ChainLink(Position + 1, SHA256.HashData([.. Hash, .. position, .. commitment]));
        }
    }

    private sealed record StoredLink(long Position, byte[] Previous, byte[] Hash, byte[] Commitment, byte[]? Salt, byte[]? Body, string Subject)
    {
        public static StoredLink Read(NpgsqlDataReader row) => new(
            row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4), row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5), row.GetString(6));

        public bool Holds(ChainLink expected, TenantVault vault)
        {
            if (!Hash.AsSpan().SequenceEqual(expected.Hash))
            {
                return false;
            }

            try
            {
                return Body is null || Salt is null || SHA256.HashData([.. Salt, .. vault.Open("fact", Subject, Body)]).AsSpan().SequenceEqual(Commitment);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
