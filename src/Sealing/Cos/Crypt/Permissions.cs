namespace Flexportal.Sealing.Cos.Crypt;

/// <summary>The author's permissions (ISO 32000-2 table 22) as far as they speak of additions.</summary>
/// <remarks>
/// A seal changes nothing that is there and lifts no restriction: <c>/Encrypt</c> and <c>/P</c> stay in force for every reader of the sealed file. The
/// bits bind who opens a document with the user's rights; who seals was handed it by its author. So the library seals, says that the author allowed no
/// addition at all, and leaves it to the caller's policy to refuse.
/// </remarks>
internal static class Permissions
{
    // Bit n of the table is 1 << (n - 1): modify, annotate and sign, fill in and sign, assemble.
    private const int Additions = 1 << 3 | 1 << 5 | 1 << 8 | 1 << 10;
    private const int AdditionsBeforeRevision3 = 1 << 3 | 1 << 5;

    public static bool ForbidAdditions(int permissions, int revision) => (permissions & (revision < 3 ? AdditionsBeforeRevision3 : Additions)) == 0;
}
