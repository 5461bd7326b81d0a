using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Flexportal.Sealing.Cos.Crypt;

/// <summary>How a crypt filter works on bytes (ISO 32000-2 table 25).</summary>
internal enum CryptMethod
{
    /// <summary>Not at all.</summary>
    Identity,

    /// <summary>RC4 with a key per object.</summary>
    Rc4,

    /// <summary>AES-128 in CBC mode with a key per object.</summary>
    AesV2,

    /// <summary>AES-256 in CBC mode with the file key.</summary>
    AesV3,
}

/// <summary>Decrypts what a file holds and encrypts what an update adds (ISO 32000-2 7.6.2 to 7.6.6), with the empty password.</summary>
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "ISO 32000 prescribes MD5 for the keys of RC4 and AESV2.")]
internal sealed class CosCrypt
{
    private const int Block = 16;
    private readonly byte[] _key;
    private readonly CryptMethod _strings;
    private readonly CryptMethod _streams;
    private readonly CryptMethod _embedded;
    private readonly bool _metadata;

    private CosCrypt(byte[] key, CryptMethod strings, CryptMethod streams, CryptMethod embedded, bool metadata, bool forbidsAdditions)
    {
        _key = key;
        _strings = strings;
        _streams = streams;
        _embedded = embedded;
        _metadata = metadata;
        ForbidsAdditions = forbidsAdditions;
    }

    /// <summary>The author allows no addition of any kind.</summary>
    public bool ForbidsAdditions { get; }

    /// <summary>Opens the file with the empty password.</summary>
    /// <exception cref="SealRefusedException">Another password or another handler is needed.</exception>
    public static CosCrypt Open(CosDictionary encrypt, ReadOnlyMemory<byte> fileId, Func<CosObject?, CosObject?> resolve)
    {
        CosObject? Value(string key) => resolve(encrypt[key]);
        var version = (int)(Value("V").AsInteger() ?? 0);
        var revision = (int)(Value("R").AsInteger() ?? 0);
        if (!Value("Filter").IsName("Standard") || version is not (1 or 2 or 4 or 5) || revision is < 2 or > 6 || (version == 5) != (revision >= 5))
        {
            throw Refusal("a security handler that this library does not know");
        }

        var (owner, user) = (Bytes(Value("O")), Bytes(Value("U")));
        var (ownerKey, userKey) = (Bytes(Value("OE")), Bytes(Value("UE")));
        var needed = revision >= 5 ? 48 : 32;
        if (owner.Length < needed || user.Length < needed || (revision >= 5 && (ownerKey.Length < 32 || userKey.Length < 32)))
        {
            throw Refusal("the encryption dictionary is incomplete");
        }

        var permissions = unchecked((int)(Value("P").AsInteger() ?? 0));
        var metadata = Value("EncryptMetadata") is not CosBoolean { Value: false };
        var input = new StandardKey.Input(revision, KeyBytes(version, Value("Length").AsInteger()), owner, user, ownerKey, userKey, permissions, metadata, fileId);
        var key = StandardKey.Find(input) ?? throw Refusal("a password is needed");
        var plain = version < 4 ? CryptMethod.Rc4 : CryptMethod.Identity;
        var filters = Value("CF") as CosDictionary;
        var streams = version < 4 ? plain : Method(Value("StmF").AsName(), filters, resolve);
        var strings = version < 4 ? plain : Method(Value("StrF").AsName(), filters, resolve);
        var embedded = version < 4 || Value("EFF").AsName() is not { } name ? streams : Method(name, filters, resolve);
        return new CosCrypt(key, strings, streams, embedded, metadata, Permissions.ForbidAdditions(permissions, revision));
    }

    public CosObject Decrypt(CosId id, CosObject value) => new CryptWalk(bytes => Decrypt(_strings, id, bytes)).Apply(value);

    public CosObject Encrypt(CosId id, CosObject value)
    {
        var strings = new CryptWalk(bytes => Encrypt(_strings, id, bytes));
        return value is CosStream stream
            ? new CosStream((CosDictionary)strings.Apply(stream.Dictionary), Encrypt(StreamMethod(stream.Dictionary), id, stream.Raw))
            : strings.Apply(value);
    }

    public ReadOnlyMemory<byte> DecryptStream(CosId id, CosStream stream) => Decrypt(StreamMethod(stream.Dictionary), id, stream.Raw);

    private CryptMethod StreamMethod(CosDictionary dictionary)
    {
        var filter = dictionary["Filter"] is CosArray { Items.Count: > 0 } filters ? filters.Items[0] : dictionary["Filter"];
        if (dictionary["Type"].IsName("XRef") || filter.IsName("Crypt") || (!_metadata && dictionary["Type"].IsName("Metadata")))
        {
            return CryptMethod.Identity;
        }

        return dictionary["Type"].IsName("EmbeddedFile") ? _embedded : _streams;
    }

    private static int KeyBytes(int version, long? length) => version switch
    {
        1 => 5,
        2 => length switch
        {
            null => 5,
            >= 40 and <= 128 => (int)length / 8,
            >= 5 and <= 16 => (int)length,
            _ => throw Refusal("a key length out of range"),
        },
        4 => 16,
        _ => 32,
    };

    private static CryptMethod Method(string? name, CosDictionary? filters, Func<CosObject?, CosObject?> resolve)
    {
        if (name is null or "Identity")
        {
            return CryptMethod.Identity;
        }

        var filter = resolve(filters?[name]) as CosDictionary;
        return resolve(filter?["CFM"]).AsName() switch
        {
            "V2" => CryptMethod.Rc4,
            "AESV2" => CryptMethod.AesV2,
            "AESV3" => CryptMethod.AesV3,
            "None" => CryptMethod.Identity,
            _ => throw Refusal("a crypt filter that this library does not know"),
        };
    }

    private byte[] ObjectKey(CryptMethod method, CosId id)
    {
        if (method == CryptMethod.AesV3)
        {
            return _key;
        }

        Span<byte> text = stackalloc byte[_key.Length + 9];
        _key.CopyTo(text);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, id.Number);
        number[..3].CopyTo(text[_key.Length..]);
        BinaryPrimitives.WriteInt32LittleEndian(number, id.Generation);
        number[..2].CopyTo(text[(_key.Length + 3)..]);
        "sAlT"u8.CopyTo(text[(_key.Length + 5)..]);
        return MD5.HashData(method == CryptMethod.AesV2 ? text : text[..(_key.Length + 5)])[..Math.Min(_key.Length + 5, 16)];
    }

    private ReadOnlyMemory<byte> Decrypt(CryptMethod method, CosId id, ReadOnlyMemory<byte> data)
    {
        if (method == CryptMethod.Identity)
        {
            return data;
        }

        var key = ObjectKey(method, id);
        if (method == CryptMethod.Rc4)
        {
            return Rc4.Apply(key, data.Span);
        }

        var whole = (data.Length - Block) / Block * Block;
        if (whole <= 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var clear = aes.DecryptCbc(data.Span.Slice(Block, whole), data.Span[..Block], PaddingMode.None);
        var padding = clear[^1];
        return clear.AsMemory(0, padding is >= 1 and <= Block ? clear.Length - padding : clear.Length);
    }

    private ReadOnlyMemory<byte> Encrypt(CryptMethod method, CosId id, ReadOnlyMemory<byte> data)
    {
        if (method == CryptMethod.Identity)
        {
            return data;
        }

        var key = ObjectKey(method, id);
        if (method == CryptMethod.Rc4)
        {
            return Rc4.Apply(key, data.Span);
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var vector = RandomNumberGenerator.GetBytes(Block);
        return (byte[])[.. vector, .. aes.EncryptCbc(data.Span, vector)];
    }

    private static ReadOnlyMemory<byte> Bytes(CosObject? value) => value is CosString text ? text.Bytes : ReadOnlyMemory<byte>.Empty;

    private static SealRefusedException Refusal(string detail) => new(SealRefusalReason.Encrypted, null, detail);
}
