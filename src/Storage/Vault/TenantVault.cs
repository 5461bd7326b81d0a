using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Flexportal.Domain.Common;

namespace Flexportal.Storage.Vault;

/// <summary>Seals and opens one tenant's rows and keys. A message opens only for the tenant, table and id that it was sealed for.</summary>
internal sealed class TenantVault(TenantId tenant, byte[] key, OpenedRows opened)
{
    // A list opens dozens of rows, and setting up a cipher costs more than opening one. As many as threads ever worked at once; they end with the vault.
    private readonly ConcurrentBag<AesGcm> idle = [];

    public TenantId Tenant => tenant;

    public byte[] Seal<T>(string table, string id, T value, JsonTypeInfo<T> type) => Seal(table, id, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public T Open<T>(string table, string id, byte[] message, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(Open(table, id, message), type) ?? throw new CryptographicException($"An empty {table}.");

    /// <summary>Opens an immutable record, or finds it among those that were opened lately.</summary>
    public T OpenRecord<T>(string table, string id, byte[] message, JsonTypeInfo<T> type)
        where T : class
    {
        if (opened.Find<T>(tenant, table, id, message) is { } known)
        {
            return known;
        }

        var record = Open(table, id, message, type);
        opened.Add(tenant, table, id, message, record);
        return record;
    }

    public byte[] Seal(string table, string id, ReadOnlySpan<byte> plain)
    {
        var cipher = Take();
        try
        {
            return Envelope.Seal(cipher, plain, BelongsTo(tenant, table, id));
        }
        finally
        {
            idle.Add(cipher);
        }
    }

    public byte[] Open(string table, string id, ReadOnlySpan<byte> message)
    {
        var cipher = Take();
        try
        {
            return Envelope.Open(cipher, message, BelongsTo(tenant, table, id));
        }
        finally
        {
            idle.Add(cipher);
        }
    }

    /// <summary>A hash that nobody without the tenant's key can guess from.</summary>
    public byte[] Fingerprint(ReadOnlySpan<byte> plain) => HMACSHA256.HashData(key, plain);

    /// <summary>The context that is authenticated: parts end in a zero byte, which none of them holds.</summary>
    public static byte[] BelongsTo(TenantId tenant, params ReadOnlySpan<string> parts) => Encoding.UTF8.GetBytes($"{tenant}\0{string.Join('\0', parts)}\0");

    private AesGcm Take() => idle.TryTake(out var cipher) ? cipher : Envelope.Cipher(key);
}
