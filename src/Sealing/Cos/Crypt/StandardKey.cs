using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Flexportal.Sealing.Cos.Crypt;

/// <summary>Finds the file key of the standard security handler for the empty password (ISO 32000-2 7.6.4).</summary>
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "ISO 32000 prescribes MD5 for revisions 2 to 4; nothing of ours is protected by it.")]
[SuppressMessage("Security", "CA5358:Review cipher mode usage", Justification = "ISO 32000-2 algorithm 2.B prescribes it.")]
internal static class StandardKey
{
    private const int HashLength = 32;
    private const int SaltLength = 8;

    private static readonly byte[] Padding =
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>What the <c>/Encrypt</c> dictionary and the trailer say.</summary>
    internal readonly record struct Input(
        int Revision, int KeyBytes, ReadOnlyMemory<byte> Owner, ReadOnlyMemory<byte> User, ReadOnlyMemory<byte> OwnerKey, ReadOnlyMemory<byte> UserKey,
        int Permissions, bool EncryptMetadata, ReadOnlyMemory<byte> FileId);

    /// <returns>The key, or null when the empty password opens nothing.</returns>
    public static byte[]? Find(Input input) => input.Revision >= 5 ? FindAes256(input) : FindMd5(input, Padding) ?? FindMd5(input, OwnersUserPassword(input));

    private static byte[]? FindMd5(Input input, ReadOnlySpan<byte> padded)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(padded);
        hash.AppendData(input.Owner.Span[..HashLength]);
        Span<byte> permissions = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, input.Permissions);
        hash.AppendData(permissions);
        hash.AppendData(input.FileId.Span);
        if (input.Revision >= 4 && !input.EncryptMetadata)
        {
            hash.AppendData([0xFF, 0xFF, 0xFF, 0xFF]);
        }

        var key = hash.GetHashAndReset();
        for (var round = 0; input.Revision >= 3 && round < 50; round++)
        {
            key = MD5.HashData(key.AsSpan(0, input.KeyBytes));
        }

        key = key[..input.KeyBytes];
        return ProvesUser(input, key) ? key : null;
    }

    private static bool ProvesUser(Input input, byte[] key)
    {
        if (input.Revision == 2)
        {
            return Rc4.Apply(key, Padding).AsSpan().SequenceEqual(input.User.Span[..HashLength]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(Padding);
        hash.AppendData(input.FileId.Span);
        var proof = hash.GetHashAndReset();
        for (var round = 0; round < 20; round++)
        {
            proof = Rc4.Apply(Xor(key, round), proof);
        }

        return proof.AsSpan().SequenceEqual(input.User.Span[..16]);
    }

    /// <summary>Algorithm 7: with an empty owner password the user password can be read from /O.</summary>
    private static byte[] OwnersUserPassword(Input input)
    {
        var key = MD5.HashData(Padding);
        for (var round = 0; input.Revision >= 3 && round < 50; round++)
        {
            key = MD5.HashData(key);
        }

        key = key[..input.KeyBytes];
        var password = input.Owner.Span[..HashLength].ToArray();
        for (var round = input.Revision >= 3 ? 19 : 0; round >= 0; round--)
        {
            password = Rc4.Apply(Xor(key, round), password);
        }

        return password;
    }

    private static byte[] Xor(byte[] key, int round) => Array.ConvertAll(key, value => (byte)(value ^ round));

    private static byte[]? FindAes256(Input input)
    {
        var user = input.User.Span;
        var owner = input.Owner.Span;
        var bound = user[..(HashLength + 2 * SaltLength)];

        // Algorithm 2.A asks for the owner first; in a file where the empty password is both, the two keys may differ.
        if (Hash(input.Revision, owner.Slice(HashLength, SaltLength), bound).AsSpan().SequenceEqual(owner[..HashLength]))
        {
            return Unwrap(Hash(input.Revision, owner.Slice(HashLength + SaltLength, SaltLength), bound), input.OwnerKey.Span);
        }

        return Hash(input.Revision, user.Slice(HashLength, SaltLength), []).AsSpan().SequenceEqual(user[..HashLength])
            ? Unwrap(Hash(input.Revision, user.Slice(HashLength + SaltLength, SaltLength), []), input.UserKey.Span)
            : null;
    }

    private static byte[] Unwrap(byte[] key, ReadOnlySpan<byte> wrapped)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(wrapped[..32], stackalloc byte[16], PaddingMode.None);
    }

    /// <summary>Algorithm 2.B with the empty password; revision 5 is a single SHA-256.</summary>
    private static byte[] Hash(int revision, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> bound)
    {
        byte[] first = [.. salt, .. bound];
        var key = SHA256.HashData(first);
        for (var round = 0; revision >= 6; round++)
        {
            var block = new byte[64 * (key.Length + bound.Length)];
            for (var copy = 0; copy < 64; copy++)
            {
                key.CopyTo(block, copy * (key.Length + bound.Length));
                bound.CopyTo(block.AsSpan(copy * (key.Length + bound.Length) + key.Length));
            }

            using var aes = Aes.Create();
            aes.Key = key[..16];
            var mixed = aes.EncryptCbc(block, key.AsSpan(16, 16), PaddingMode.None);
            var sum = 0;
            for (var index = 0; index < 16; index++)
            {
                sum += mixed[index];
            }

            key = (sum % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            if (round >= 63 && mixed[^1] <= round - 31)
            {
                break;
            }
        }

        return key[..32];
    }
}
