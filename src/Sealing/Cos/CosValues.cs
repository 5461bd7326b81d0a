using System.Globalization;

namespace Flexportal.Sealing.Cos;

/// <summary>Plain readings of objects; a value of another kind reads as absent.</summary>
internal static class CosValues
{
    public static long? AsInteger(this CosObject? value)
    {
        if (value is not CosNumber number)
        {
            return null;
        }

        if (long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return value.AsReal() is { } real && Math.Abs(real) < 1e15 && real == Math.Floor(real) ? (long)real : null;
    }

    public static double? AsReal(this CosObject? value) =>
        value is CosNumber number && double.TryParse(number.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var real)
        && double.IsFinite(real)
            ? real
            : null;

    public static string? AsName(this CosObject? value) => (value as CosName)?.Value;

    public static bool IsName(this CosObject? value, string name) => value is CosName found && found.Value == name;
}
