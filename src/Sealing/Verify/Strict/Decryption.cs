using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>Undoes encryption with the empty user password, object by object.</summary>
internal static class Decryption
{
    public static Func<StrictObject, CosObject> For(ReadOnlyMemory<byte> file, CosDictionary trailer)
    {
        if (trailer["Encrypt"] is null) return item => item.Value;
        throw new Rejection(VerificationReason.ObjectSyntax, $"Encrypted files of {file.Length} bytes cannot be read yet.");
    }
}
