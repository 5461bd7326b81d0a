using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>Undoes encryption with the empty user password, object by object.</summary>
internal static class Decryption
{
    /// <summary>What undoes the file's encryption; hands values on unchanged where there is none.</summary>
    /// <exception cref="Rejection">The file is encrypted.</exception>
    public static Func<StrictObject, CosObject> For(CosDictionary trailer) => trailer["Encrypt"] is null
        ? item => item.Value
        : throw new Rejection(VerificationReason.Xref, "The file is encrypted.");
}
