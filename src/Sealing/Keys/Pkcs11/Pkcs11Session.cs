using System.Runtime.InteropServices;
using System.Text;

namespace Flexportal.Sealing.Keys.Pkcs11;

/// <summary>A logged-in session with one private key found by its label. Not for concurrent use.</summary>
internal sealed class Pkcs11Session : IDisposable
{
    private const int TokenInfoSize = 256;
    private const int LabelLength = 32;
    private const uint SerialSession = 4;
    private const uint User = 1;
    private const uint Class = 0;
    private const uint Label = 3;
    private const uint PrivateKey = 3;

    private readonly Cryptoki cryptoki;
    private readonly nuint session;
    private readonly nuint key;

    private Pkcs11Session(Cryptoki cryptoki, nuint session, nuint key)
    {
        this.cryptoki = cryptoki;
        this.session = session;
        this.key = key;
    }

    /// <exception cref="SealKeyException">Token or key are not there, or the PIN is wrong.</exception>
    public static Pkcs11Session Open(Cryptoki cryptoki, Pkcs11Location location)
    {
        var slot = FindSlot(cryptoki, location.TokenLabel);
        Cryptoki.Demand(cryptoki.Get<Cryptoki.OpenSession>(Cryptoki.Place.OpenSession)(slot, SerialSession, 0, 0, out var session), "C_OpenSession");
        try
        {
            var pin = Encoding.UTF8.GetBytes(location.Pin);
            var answer = cryptoki.Get<Cryptoki.Login>(Cryptoki.Place.Login)(session, User, pin, (nuint)pin.Length);
            if (answer != Cryptoki.AlreadyLoggedIn) Cryptoki.Demand(answer, "C_Login");
            return new Pkcs11Session(cryptoki, session, FindKey(cryptoki, session, location.KeyLabel));
        }
        catch
        {
            _ = cryptoki.Get<Cryptoki.CloseSession>(Cryptoki.Place.CloseSession)(session);
            throw;
        }
    }

    /// <summary>Signs with a mechanism that has no parameter.</summary>
    /// <exception cref="SealKeyException">The token did not sign.</exception>
    public byte[] Sign(uint mechanism, byte[] data, int largest)
    {
        var kind = new Cryptoki.Mechanism { Kind = mechanism };
        Cryptoki.Demand(cryptoki.Get<Cryptoki.SignInit>(Cryptoki.Place.SignInit)(session, ref kind, key), "C_SignInit");
        var value = new byte[largest];
        var length = (nuint)largest;
        Cryptoki.Demand(cryptoki.Get<Cryptoki.Sign>(Cryptoki.Place.Sign)(session, data, (nuint)data.Length, value, ref length), "C_Sign");
        return value[..(int)length];
    }

    public void Dispose() => _ = cryptoki.Get<Cryptoki.CloseSession>(Cryptoki.Place.CloseSession)(session);

    private static nuint FindSlot(Cryptoki cryptoki, string label)
    {
        var list = cryptoki.Get<Cryptoki.GetSlotList>(Cryptoki.Place.GetSlotList);
        nuint count = 0;
        Cryptoki.Demand(list(1, null, ref count), "C_GetSlotList");
        var slots = new nuint[count];
        Cryptoki.Demand(list(1, slots, ref count), "C_GetSlotList");
        foreach (var slot in slots.Take((int)count))
        {
            var info = new byte[TokenInfoSize];
            // The label is the first field, padded with spaces.
            if (cryptoki.Get<Cryptoki.GetTokenInfo>(Cryptoki.Place.GetTokenInfo)(slot, info) == Cryptoki.Ok
                && Encoding.UTF8.GetString(info, 0, LabelLength).TrimEnd(' ') == label)
                return slot;
        }

        throw new SealKeyException($"There is no PKCS#11 token '{label}'.");
    }

    private static nuint FindKey(Cryptoki cryptoki, nuint session, string label)
    {
        var text = Encoding.UTF8.GetBytes(label);
        var kind = Marshal.AllocHGlobal(nint.Size);
        var name = Marshal.AllocHGlobal(Math.Max(1, text.Length));
        try
        {
            Marshal.WriteIntPtr(kind, (nint)PrivateKey);
            Marshal.Copy(text, 0, name, text.Length);
            Cryptoki.AttributeValue[] template =
            [
                new() { Kind = Class, Value = kind, Length = (nuint)nint.Size },
                new() { Kind = Label, Value = name, Length = (nuint)text.Length },
            ];
            Cryptoki.Demand(cryptoki.Get<Cryptoki.FindObjectsInit>(Cryptoki.Place.FindObjectsInit)(session, template, (nuint)template.Length), "C_FindObjectsInit");
            var found = new nuint[2];
            var answer = cryptoki.Get<Cryptoki.FindObjects>(Cryptoki.Place.FindObjects)(session, found, (nuint)found.Length, out var count);
            Cryptoki.Demand(cryptoki.Get<Cryptoki.FindObjectsFinal>(Cryptoki.Place.FindObjectsFinal)(session), "C_FindObjectsFinal");
            Cryptoki.Demand(answer, "C_FindObjects");
            return count == 1 ? found[0] : throw new SealKeyException($"The PKCS#11 token holds {count} private keys with the label '{label}', not one.");
        }
        finally
        {
            Marshal.FreeHGlobal(kind);
            Marshal.FreeHGlobal(name);
        }
    }
}
