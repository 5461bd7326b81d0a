using System.Security.Cryptography;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Cos.Crypt;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>Undoes encryption with the empty user password, object by object. The key's parameters stand in the original, so here alone the tolerant reader helps.</summary>
internal static class Decryption
{
    /// <summary>What undoes the file's encryption; hands values on unchanged where there is none.</summary>
    /// <exception cref="Rejection">The encryption dictionary cannot be used.</exception>
    public static Func<StrictObject, CosObject> For(ReadOnlyMemory<byte> file, CosDictionary trailer)
    {
        if (trailer["Encrypt"] is null) return item => item.Value;
        try
        {
            var crypt = CosFile.Read(file, SealLimits.Default, TimeProvider.System, opened => opened.Crypt)
                ?? throw new Rejection(VerificationReason.Xref, "The trailer names an encryption that the file does not have.");
            return item => Undo(crypt, item);
        }
        catch (SealRefusedException e)
        {
            throw new Rejection(VerificationReason.Xref, $"The file's encryption cannot be undone: {e.Message}", null, e);
        }
    }

    private static CosObject Undo(CosCrypt crypt, StrictObject item)
    {
        try
        {
            var clear = crypt.Decrypt(item.Id, item.Value);
            return clear is CosStream stream ? stream with { Raw = crypt.DecryptStream(item.Id, stream) } : clear;
        }
        catch (CryptographicException e)
        {
            throw new Rejection(VerificationReason.ObjectSyntax, "An object cannot be decrypted.", item.Id.Number, e);
        }
    }
}
