using System.Buffers;
using System.Globalization;
using System.Text;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>One indirect object with the place of everything that the checks need: where it begins, where it ends, where its top-level values stand.</summary>
/// <param name="Id">Number and generation as in the file.</param>
/// <param name="Start">Offset of the number.</param>
/// <param name="End">Offset after the end of line behind <c>endobj</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Spans">For a dictionary: key to the offsets of its value.</param>
internal sealed record StrictObject(CosId Id, int Start, int End, CosObject Value, IReadOnlyDictionary<string, (int Start, int End)> Spans)
{
    /// <summary>The dictionary, of a stream too; empty for other values.</summary>
    public CosDictionary Dictionary => Value switch
    {
        CosDictionary dictionary => dictionary,
        CosStream stream => stream.Dictionary,
        _ => CosDictionary.Empty,
    };
}

/// <summary>
/// Reads the PDF syntax that our writer uses and no other: no comments, no repeated keys, no odd white space, direct stream lengths. Where two readers could
/// see two things, this one refuses. It shares no code with the tolerant reader that opens uploads.
/// </summary>
internal sealed class StrictParser(ReadOnlyMemory<byte> file, int position)
{
    /// <summary>Uploads may nest as deep, and what of them is written anew nests no less.</summary>
    private const int Deepest = 512;

    private static readonly SearchValues<byte> LowerHex = SearchValues.Create("0123456789abcdef"u8);

    private Dictionary<string, (int Start, int End)>? topSpans;

    public int Position { get; private set; } = position;

    private ReadOnlySpan<byte> Bytes => file.Span;

    /// <summary>Reads <c>n g obj … endobj</c> at the position, end of line included.</summary>
    /// <exception cref="Rejection">Anything is not as we write it.</exception>
    public StrictObject ReadObject()
    {
        var start = Position;
        var number = Number("object number", 8_388_607);
        Expect(" "u8, "a space after the object number");
        var generation = Number("generation", 65_535);
        Expect(" obj\n"u8, "obj");
        topSpans = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var value = ReadValue(0);
        if (value is CosDictionary dictionary && TryTake("stream\n"u8)) value = ReadStream(dictionary);
        Expect("\nendobj\n"u8, "endobj");
        return new StrictObject(new CosId(number, generation), start, Position, value, topSpans);
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="Rejection">Anything is not as we write it.</exception>
    public CosObject ReadValue(int depth)
    {
        if (depth > Deepest) throw Bad("nested too deep");
        var next = Peek();
        if (next == '<') return PeekAt(1) == '<' ? ReadDictionary(depth) : ReadHexString();
        return next switch
        {
            '/' => new CosName(ReadName()),
            '[' => ReadArray(depth),
            >= '0' and <= '9' or '-' or '+' or '.' => ReadNumberOrReference(),
            _ => ReadWord(),
        };
    }

    /// <summary>Takes exactly these bytes.</summary>
    /// <exception cref="Rejection">Others stand there.</exception>
    public void Expect(ReadOnlySpan<byte> expected, string what)
    {
        if (!TryTake(expected)) throw Bad($"{what} expected");
    }

    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        if (Position > Bytes.Length || !Bytes[Position..].StartsWith(expected)) return false;
        Position += expected.Length;
        return true;
    }

    /// <summary>A number without sign and leading zeros.</summary>
    public int Number(string what, int largest)
    {
        var start = Position;
        while (Position < Bytes.Length && Bytes[Position] is >= (byte)'0' and <= (byte)'9') Position++;
        var digits = Bytes[start..Position];
        if (digits.Length is 0 or > 10 || (digits.Length > 1 && digits[0] == '0')
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > largest)
            throw Bad($"{what} expected");
        return (int)value;
    }

    private CosStream ReadStream(CosDictionary dictionary)
    {
        if (dictionary["Length"] is not CosNumber { Text: var text } || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > Bytes.Length - Position)
            throw Bad("a direct stream length within the file expected");
        var raw = file.Slice(Position, length);
        Position += length;
        Expect("\nendstream"u8, "endstream");
        return new CosStream(dictionary, raw);
    }

    private CosDictionary ReadDictionary(int depth)
    {
        Position += 2;
        var entries = new List<KeyValuePair<string, CosObject>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            SkipSpace();
            if (TryTake(">>"u8)) return new CosDictionary(entries);
            if (Peek() != '/') throw Bad("a key expected");
            var key = ReadName();
            if (!keys.Add(key)) throw Bad($"the key /{key} stands twice");
            SkipSpace();
            var start = Position;
            var value = key == "Contents" ? ReadContents(depth) : ReadValue(depth + 1);
            if (depth == 0) topSpans?.TryAdd(key, (start, Position));
            entries.Add(KeyValuePair.Create(key, value));
        }
    }

    /// <summary>A signature's hole gets a reason of its own.</summary>
    private CosObject ReadContents(int depth)
    {
        try
        {
            return ReadValue(depth + 1);
        }
        catch (Rejection e) when (e.Reason == VerificationReason.ObjectSyntax)
        {
            throw new Rejection(VerificationReason.ContentsEncoding, e.Message, null, e);
        }
    }

    private CosArray ReadArray(int depth)
    {
        Position++;
        var items = new List<CosObject>();
        while (true)
        {
            SkipSpace();
            if (TryTake("]"u8)) return new CosArray(items);
            items.Add(ReadValue(depth + 1));
        }
    }

    private string ReadName()
    {
        Position++;
        var text = new StringBuilder();
        while (Position < Bytes.Length && IsRegular(Bytes[Position]))
        {
            var current = (char)Bytes[Position++];
            if (current == '#')
            {
                var high = HexDigit(Peek());
                var low = HexDigit(PeekAt(1));
                if (high < 0 || low < 0) throw Bad("two hexadecimal digits expected");
                current = (char)((high << 4) | low);
                Position += 2;
            }

            text.Append(current);
        }

        return text.ToString();
    }

    private CosString ReadHexString()
    {
        Position++;
        var end = Bytes[Position..].IndexOf((byte)'>');
        if (end < 0 || end % 2 != 0) throw Bad("an even number of hexadecimal digits expected");
        var digits = Bytes.Slice(Position, end);
        if (digits.ContainsAnyExcept(LowerHex)) throw Bad("lower-case hexadecimal digits expected");
        Position += end + 1;
        return new CosString(Convert.FromHexString(digits));
    }

    private CosObject ReadNumberOrReference()
    {
        var start = Position;
        while (Position < Bytes.Length && Bytes[Position] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.') Position++;
        var text = Encoding.ASCII.GetString(Bytes[start..Position]);
        if (!text.Any(char.IsAsciiDigit)) throw Bad("a number expected");
        return TryReference(text, out var reference) ? reference : new CosNumber(text);
    }

    private bool TryReference(string first, out CosReference reference)
    {
        reference = new CosReference(default);
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return false;
        var rest = Bytes[Position..];
        var digits = 1;
        while (digits < rest.Length && digits <= 5 && rest[digits] is >= (byte)'0' and <= (byte)'9') digits++;
        if (digits == 1 || rest.Length < digits + 2 || rest[0] != ' ' || rest[digits] != ' ' || rest[digits + 1] != 'R') return false;
        if (rest.Length > digits + 2 && IsRegular(rest[digits + 2])) return false;
        reference = new CosReference(new CosId(number, int.Parse(rest[1..digits], CultureInfo.InvariantCulture)));
        Position += digits + 2;
        return true;
    }

    private CosObject ReadWord()
    {
        var start = Position;
        while (Position < Bytes.Length && IsRegular(Bytes[Position])) Position++;
        return Encoding.ASCII.GetString(Bytes[start..Position]) switch
        {
            "true" => new CosBoolean(true),
            "false" => new CosBoolean(false),
            "null" => CosNull.Instance,
            _ => throw new Rejection(VerificationReason.ObjectSyntax, $"A value expected at offset {start}."),
        };
    }

    private void SkipSpace()
    {
        while (Position < Bytes.Length && Bytes[Position] is (byte)' ' or (byte)'\n') Position++;
    }

    private char Peek() => PeekAt(0);

    private char PeekAt(int ahead) => Position + ahead < Bytes.Length ? (char)Bytes[Position + ahead] : '\0';

    private static bool IsRegular(byte value) => value is > 0x20 and < 0x7F && "()<>[]{}/%"u8.IndexOf(value) < 0;

    private static int HexDigit(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };

    private Rejection Bad(string detail) => new(VerificationReason.ObjectSyntax, $"Not of the form that we write at offset {Position}: {detail}.");
}
