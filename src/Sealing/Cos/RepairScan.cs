namespace Flexportal.Sealing.Cos;

/// <summary>An object that the scan found.</summary>
/// <param name="Id">Its number and generation.</param>
/// <param name="Offset">Offset of its header.</param>
/// <param name="IsObjectStream">Whether it is an object stream by its looks.</param>
internal readonly record struct FoundObject(CosId Id, int Offset, bool IsObjectStream);

/// <summary>
/// Finds <c>n g obj</c> and trailers in a file whose cross-reference is damaged, in one pass from front to back. Stream data is stepped over, so
/// that a PDF inside a PDF adds nothing.
/// </summary>
internal sealed class RepairScan(ReadOnlyMemory<byte> file, WorkBudget budget)
{
    private bool _noMoreStreamEnds;

    public List<FoundObject> Objects { get; } = [];

    /// <summary>Trailer dictionaries and dictionaries of cross-reference streams, in the order of the file.</summary>
    public List<CosDictionary> Trailers { get; } = [];

    public void Run()
    {
        var position = 0;
        while (Next(position) is { } hit)
        {
            budget.Step();
            position = hit.IsTrailer ? TakeTrailer(hit.Position) : TakeObject(hit.Position);
        }
    }

    private (int Position, bool IsTrailer)? Next(int from)
    {
        // "trailer" is rare and "obj" is frequent; both contain no common prefix, so look for the nearer of the two by one search for "obj" first.
        var span = file.Span[from..];
        var found = span.IndexOf("obj"u8);
        var before = found < 0 ? span : span[..found];
        var trailer = before.IndexOf("trailer"u8);
        return trailer >= 0 ? (from + trailer, true) : found < 0 ? null : (from + found, false);
    }

    private int TakeTrailer(int position)
    {
        var parser = new CosParser(file.Span, position + 7, budget.Limits.MaxDepth);
        if (parser.Read() is CosDictionary dictionary)
        {
            Trailers.Add(dictionary);
            return parser.Position;
        }

        return position + 7;
    }

    private int TakeObject(int keyword)
    {
        var after = keyword + 3;
        if (HeaderBefore(keyword) is not { Id.Number: > 0 } header || header.Id.Number > budget.Limits.MaxObjectNumber)
        {
            return after;
        }

        // Between the header and the next "obj" (its own "endobj" as a rule) stands at most one dictionary before the word "stream".
        var rest = file.Span[after..];
        var next = rest.IndexOf("obj"u8);
        var head = next < 0 ? rest : rest[..next];
        var stream = head.IndexOf("stream"u8);
        if (stream < 0 || (stream >= 3 && head.Slice(stream - 3, 3).SequenceEqual("end"u8)))
        {
            Objects.Add(new FoundObject(header.Id, header.Offset, false));
            return after;
        }

        var dictionary = head[..stream];
        Objects.Add(new FoundObject(header.Id, header.Offset, dictionary.IndexOf("/ObjStm"u8) >= 0));
        if (dictionary.IndexOf("/XRef"u8) >= 0)
        {
            var parser = new CosParser(file.Span, after, budget.Limits.MaxDepth);
            if (parser.Read() is CosDictionary trailer && trailer["Type"].IsName("XRef"))
            {
                Trailers.Add(trailer);
            }
        }

        return StreamEnd(after, stream, dictionary);
    }

    private int StreamEnd(int after, int stream, ReadOnlySpan<byte> dictionary)
    {
        var span = file.Span;
        if (StreamBounds.StartOf(span, after + stream) is not { } start)
        {
            return after + stream + 6;
        }

        if (DirectLength(dictionary) is { } length && length <= span.Length - start && StreamBounds.EndsAt(span, start + (int)length))
        {
            return start + (int)length;
        }

        var end = _noMoreStreamEnds ? -1 : span[start..].IndexOf("endstream"u8);
        _noMoreStreamEnds |= end < 0;
        return end < 0 ? start : start + end;
    }

    private static long? DirectLength(ReadOnlySpan<byte> dictionary)
    {
        var at = dictionary.LastIndexOf("/Length"u8);
        if (at < 0)
        {
            return null;
        }

        var parser = new CosParser(dictionary, at + 7, 0);
        return parser.TryInteger(out var length) && !parser.TryInteger(out _) ? length : null;
    }

    private (CosId Id, int Offset)? HeaderBefore(int keyword)
    {
        var span = file.Span;
        var position = keyword;
        if (!DigitsBefore(span, ref position, out var generation) || !DigitsBefore(span, ref position, out var number) || generation > 65535)
        {
            return null;
        }

        return (new CosId(number, generation), position);
    }

    private static bool DigitsBefore(ReadOnlySpan<byte> span, ref int position, out int value)
    {
        while (position > 0 && CosChars.IsWhite(span[position - 1]))
        {
            position--;
        }

        var end = position;
        while (position > 0 && end - position < 10 && CosChars.IsDigit(span[position - 1]))
        {
            position--;
        }

        return int.TryParse(span[position..end], System.Globalization.NumberStyles.None, null, out value);
    }
}
