namespace Flexportal.Domain.Common;

/// <summary>Phone numbers as people write them.</summary>
public static class PhoneNumber
{
    /// <summary>The address for a <c>tel:</c> link (RFC 3966): digits and a leading plus. A Dutch number without country code gets +31, so that it also works from abroad.</summary>
    /// <param name="written">The number as written, for example <c>040 000 01 23</c>.</param>
    public static string Dialled(string written)
    {
        var digits = string.Concat(written.Where(c => char.IsAsciiDigit(c) || c == '+'));
        return digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..]
            : digits.StartsWith('0') ? "+31" + digits[1..]
            : digits;
    }
}
