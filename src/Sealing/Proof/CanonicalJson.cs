using System.Globalization;
using System.Text;

namespace Flexportal.Sealing.Proof;

/// <summary>
/// RFC 8785 (JSON Canonicalization Scheme): no white space, members sorted by UTF-16 code units, shortest escapes, ECMAScript numbers, UTF-8.
/// Takes null, bool, string, int, long, double, <see cref="JsonMembers"/> and lists of these.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Largest integer that a JSON number of RFC 8785 keeps exactly.</summary>
    public const long MaxExact = 9_007_199_254_740_991;

    /// <exception cref="ArgumentException">A lone surrogate, NaN, infinity, an integer beyond 2^53 - 1, or a type that has no JSON form.</exception>
    public static byte[] Write(object? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool flag: text.Append(flag ? "true" : "false"); break;
            case string words: WriteString(words, text); break;
            case int number: text.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case long number when Math.Abs(number) <= MaxExact: text.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case double number: text.Append(Number(number)); break;
            case JsonMembers members: WriteObject(members, text); break;
            case IEnumerable<object?> items: WriteArray(items, text); break;
            default: throw new ArgumentException($"No canonical JSON for {value.GetType().Name} {value}.", nameof(value));
        }
    }

    private static void WriteObject(JsonMembers members, StringBuilder text)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            WriteString(name, text);
            text.Append(':');
            Write(value, text);
        }

        text.Append('}');
    }

    private static void WriteArray(IEnumerable<object?> items, StringBuilder text)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            Write(item, text);
        }

        text.Append(']');
    }

    private static void WriteString(string words, StringBuilder text)
    {
        text.Append('"');
        for (var index = 0; index < words.Length; index++)
        {
            var unit = words[index];
            if (char.IsSurrogate(unit))
            {
                if (!char.IsSurrogatePair(words, index))
                {
                    throw new ArgumentException($"A lone surrogate U+{(int)unit:X4} has no JSON form (RFC 8785 3.2.2.2).", nameof(words));
                }

                text.Append(unit).Append(words[++index]);
                continue;
            }

            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }

    /// <summary>ECMAScript's Number::toString (ECMA-262 6.1.6.1.20) from the shortest digits that round-trip.</summary>
    private static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentException("NaN and infinity have no JSON form.", nameof(number));
        }

        if (number == 0)
        {
            return "0";
        }

        var shortest = Math.Abs(number).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var candidate = Math.Abs(number).ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == Math.Abs(number))
            {
                shortest = candidate;
                break;
            }
        }

        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = shortest[..e].Replace(".", "", StringComparison.Ordinal);
        var point = int.Parse(shortest[(e + 1)..], CultureInfo.InvariantCulture) + 1;
        return (number < 0 ? "-" : "") + Place(digits, point);
    }

    private static string Place(string digits, int point)
    {
        if (point is > 21 or < -5)
        {
            var exponent = point - 1;
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
        }

        if (point >= digits.Length)
        {
            return digits.PadRight(point, '0');
        }

        return point > 0 ? $"{digits[..point]}.{digits[point..]}" : $"0.{new string('0', -point)}{digits}";
    }
}

/// <summary>Members of a JSON object in any order.</summary>
internal sealed class JsonMembers : Dictionary<string, object?>
{
    public JsonMembers()
        : base(StringComparer.Ordinal)
    {
    }
}
