namespace Flexportal.Sealing.Cos;

/// <summary>
/// Reads objects from bytes (ISO 32000-2 7.2 and 7.3). Lenient as readers are: what is no object becomes null, a container that does not end
/// ends with its object. Nesting is bounded, so recursion is.
/// </summary>
internal ref struct CosParser(ReadOnlySpan<byte> data, int position, int maxDepth)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Position = position;

    /// <summary>References to numbers from here on are noted in <see cref="Dangling"/>.</summary>
    public int KnownNumbers = int.MaxValue;

    /// <summary>Numbers that were referred to and are not known; at most <see cref="MaxDangling"/>.</summary>
    public List<int>? Dangling;

    private const int MaxDangling = 4096;
    private const int FewKeys = 24;

    public readonly bool AtEnd => Position >= _data.Length;

    /// <summary>Passes white space and comments.</summary>
    public void SkipSpace()
    {
        while (Position < _data.Length)
        {
            var value = _data[Position];
            if (value == '%')
            {
                var line = _data[Position..].IndexOfAny(CosChars.LineEnds);
                Position = line < 0 ? _data.Length : Position + line;
            }
            else if (CosChars.IsWhite(value))
            {
                Position++;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Reads one object; null where a closing mark, a structural keyword or the end stands.</summary>
    public CosObject? Read() => Read(0);

    /// <summary>Passes the keyword if it stands here.</summary>
    public bool TryKeyword(ReadOnlySpan<byte> keyword)
    {
        SkipSpace();
        if (!_data[Position..].StartsWith(keyword))
        {
            return false;
        }

        var end = Position + keyword.Length;
        if (end < _data.Length && CosChars.IsRegular(_data[end]))
        {
            return false;
        }

        Position = end;
        return true;
    }

    /// <summary>Passes an unsigned integer if one stands here.</summary>
    public bool TryInteger(out long value)
    {
        SkipSpace();
        return TryDigits(out value);
    }

    /// <summary>Passes <c>n g obj</c> if it stands here. The keyword may be followed by anything: writers forget the space.</summary>
    public bool TryHeader(out CosId id)
    {
        id = default;
        var start = Position;
        if (TryInteger(out var number) && TryInteger(out var generation))
        {
            SkipSpace();
            if (number <= int.MaxValue && generation <= 65535 && _data[Position..].StartsWith("obj"u8))
            {
                Position += 3;
                id = new CosId((int)number, (int)generation);
                return true;
            }
        }

        Position = start;
        return false;
    }

    private CosObject? Read(int depth)
    {
        SkipSpace();
        if (AtEnd)
        {
            return null;
        }

        var first = _data[Position];
        switch (first)
        {
            case (byte)'/':
                return new CosName(ReadName());
            case (byte)'(':
                return ReadLiteral();
            case (byte)'<':
                return Position + 1 < _data.Length && _data[Position + 1] == '<' ? ReadDictionary(depth + 1) : ReadHex();
            case (byte)'[':
                return ReadArray(depth + 1);
            case (byte)']' or (byte)'>' or (byte)')':
                return null;
            case (byte)'{' or (byte)'}':
                Position++;
                return CosNull.Instance;
            default:
                return CosChars.IsDigit(first) || first is (byte)'+' or (byte)'-' or (byte)'.' ? ReadNumber() : ReadWord();
        }
    }

    private CosArray ReadArray(int depth)
    {
        CheckDepth(depth);
        Position++;
        var items = new List<CosObject>();
        while (true)
        {
            if (Read(depth) is { } item)
            {
                items.Add(item);
            }
            else if (AtEnd || _data[Position] is not ((byte)']' or (byte)'>' or (byte)')'))
            {
                return new CosArray(items);
            }
            else if (_data[Position] == ']')
            {
                Position++;
                return new CosArray(items);
            }
            else if (AtDictionaryEnd())
            {
                return new CosArray(items);
            }
            else
            {
                Position++;
            }
        }
    }

    private CosDictionary ReadDictionary(int depth)
    {
        CheckDepth(depth);
        Position += 2;
        var entries = new List<KeyValuePair<string, CosObject>>(8);
        while (true)
        {
            SkipSpace();
            if (AtEnd)
            {
                return Unique(entries);
            }

            if (AtDictionaryEnd())
            {
                Position += 2;
                return Unique(entries);
            }

            if (_data[Position] == '/')
            {
                var key = ReadName();
                if (Read(depth) is { } value)
                {
                    entries.Add(KeyValuePair.Create(key, value));
                }
            }
            else if (Read(depth) is null)
            {
                if (AtEnd || _data[Position] is not ((byte)']' or (byte)'>' or (byte)')'))
                {
                    return Unique(entries);
                }

                if (!AtDictionaryEnd())
                {
                    Position++;
                }
            }
        }
    }

    /// <summary>Of two equal keys the last one counts, as with most readers; the other is dropped, so that a rewritten object is unambiguous.</summary>
    private static CosDictionary Unique(List<KeyValuePair<string, CosObject>> entries)
    {
        if (!HasTwins(entries))
        {
            return new CosDictionary(entries);
        }

        var last = new Dictionary<string, CosObject>(entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            last[key] = value;
        }

        return new CosDictionary([.. last]);
    }

    private static bool HasTwins(List<KeyValuePair<string, CosObject>> entries)
    {
        if (entries.Count > FewKeys)
        {
            var seen = new HashSet<string>(entries.Count, StringComparer.Ordinal);
            return !entries.TrueForAll(entry => seen.Add(entry.Key));
        }

        for (var index = 1; index < entries.Count; index++)
        {
            for (var before = 0; before < index; before++)
            {
                if (entries[before].Key == entries[index].Key)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private readonly bool AtDictionaryEnd() => _data[Position] == '>' && Position + 1 < _data.Length && _data[Position + 1] == '>';

    private readonly void CheckDepth(int depth)
    {
        if (depth > maxDepth)
        {
            throw new SealRefusedException(SealRefusalReason.TooComplex, null, "objects nested too deeply");
        }
    }

    private string ReadName()
    {
        Position++;
        var start = Position;
        var escaped = false;
        while (Position < _data.Length && CosChars.IsRegular(_data[Position]))
        {
            escaped |= _data[Position] == '#';
            Position++;
        }

        var raw = _data[start..Position];
        return escaped ? CosEscapes.Name(raw) : CosText.From(raw);
    }

    private CosString ReadHex()
    {
        Position++;
        var end = _data[Position..].IndexOf((byte)'>');
        var raw = end < 0 ? _data[Position..] : _data.Slice(Position, end);
        Position = end < 0 ? _data.Length : Position + end + 1;
        return new CosString(CosEscapes.Hex(raw));
    }

    private CosString ReadLiteral()
    {
        var start = ++Position;
        var open = 1;
        var plain = true;
        for (; Position < _data.Length; Position++)
        {
            var value = _data[Position];
            if (value == '\\')
            {
                plain = false;
                Position++;
            }
            else if (value == '(')
            {
                open++;
            }
            else if (value == ')' && --open == 0)
            {
                break;
            }
            else if (value == '\r')
            {
                plain = false;
            }
        }

        Position = Math.Min(Position, _data.Length);
        var raw = _data[start..Position];
        Position = Math.Min(Position + 1, _data.Length);
        return new CosString(plain ? raw.ToArray() : CosEscapes.Literal(raw));
    }

    private CosObject ReadNumber()
    {
        var start = Position;
        if (TryDigits(out var number) && (AtEnd || !CosChars.IsRegular(_data[Position])))
        {
            var afterNumber = Position;
            if (TryInteger(out var generation))
            {
                SkipSpace();
                if (!AtEnd && _data[Position] == 'R' && (Position + 1 >= _data.Length || !CosChars.IsRegular(_data[Position + 1])))
                {
                    Position++;
                    if (number >= KnownNumbers && number <= int.MaxValue && (Dangling ??= []).Count < MaxDangling)
                    {
                        Dangling.Add((int)number);
                    }

                    // Number 0 is never an object (7.5.4), so a reference to it is null.
                    return number is > 0 and <= int.MaxValue && generation <= 65535 ? new CosReference(new CosId((int)number, (int)generation)) : CosNull.Instance;
                }
            }

            Position = afterNumber;
            return new CosNumber(CosText.From(_data[start..afterNumber]));
        }

        Position = start;
        var numeric = true;
        var digits = false;
        for (; Position < _data.Length && CosChars.IsRegular(_data[Position]); Position++)
        {
            digits |= CosChars.IsDigit(_data[Position]);
            numeric &= CosChars.IsDigit(_data[Position]) || _data[Position] is (byte)'.' or (byte)'-' or (byte)'+';
        }

        return numeric && digits ? new CosNumber(CosText.From(_data[start..Position])) : CosNull.Instance;
    }

    private CosObject? ReadWord()
    {
        var start = Position;
        while (Position < _data.Length && CosChars.IsRegular(_data[Position]))
        {
            Position++;
        }

        var word = _data[start..Position];
        if (word.SequenceEqual("true"u8))
        {
            return new CosBoolean(true);
        }

        if (word.SequenceEqual("false"u8))
        {
            return new CosBoolean(false);
        }

        if (word.StartsWith("endobj"u8) || word.StartsWith("stream"u8) || word.StartsWith("endstream"u8) || word.SequenceEqual("xref"u8)
            || word.SequenceEqual("trailer"u8) || word.SequenceEqual("startxref"u8) || word.SequenceEqual("obj"u8))
        {
            Position = start;
            return null;
        }

        return CosNull.Instance;
    }

    private bool TryDigits(out long value)
    {
        value = 0;
        var start = Position;
        while (Position < _data.Length && CosChars.IsDigit(_data[Position]))
        {
            if (value < long.MaxValue / 100)
            {
                value = value * 10 + _data[Position] - '0';
            }

            Position++;
        }

        return Position > start;
    }
}
