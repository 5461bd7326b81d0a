namespace Flexportal.Sealing.Verify;

/// <summary>
/// Tells a damaged seal from no seal. Our files bear three marks; one that was damaged in one place still bears two, and is then called not valid instead of
/// not sealed. Nothing but the choice between these two words rests on it.
/// </summary>
internal static class SealMarks
{
    private const int Enough = 2;

    public static bool Present(ReadOnlySpan<byte> file)
    {
        var found = 0;
        if (file.IndexOf("/ETSI.CAdES.detached"u8) >= 0) found++;
        if (file.IndexOf("/App<</Name/Flexportal>>"u8) >= 0) found++;
        if (found < Enough && file.IndexOf("/AFRelationship/Data"u8) >= 0) found++;
        return found >= Enough;
    }
}
