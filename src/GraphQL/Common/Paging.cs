using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Common;

/// <summary>The four paging arguments, checked. Their range (1 to 100) is checked before execution, with the cost.</summary>
/// <param name="Count">Rows wanted.</param>
/// <param name="After">Start behind this place.</param>
/// <param name="Before">End before this place.</param>
/// <param name="FromEnd">The last rows instead of the first.</param>
internal sealed record PageArguments(int Count, Cursor? After, Cursor? Before, bool FromEnd)
{
    public const int Most = 100;
    public const int Usual = 20;

    /// <summary>Reads the arguments.</summary>
    /// <param name="order">Name of the order; a cursor made under another one is refused.</param>
    /// <param name="fits">Whether a cursor can be a place in that order: its text is the caller's.</param>
    public static PageArguments Of(string order, Func<Cursor, bool> fits, int? first, string? after, int? last = null, string? before = null)
    {
        if (first is not null && last is not null)
            throw new RequestError("BAD_PAGE", "Give first or last, not both.", "Geef first of last, niet allebei.");
        return new PageArguments(first ?? last ?? Usual, CursorText.Read(after, order, "after", fits), CursorText.Read(before, order, "before", fits), last is not null);
    }
}

/// <summary>Cursors as opaque texts: the order's name, the value and the id.</summary>
internal static class CursorText
{
    public static string Write(string order, Cursor cursor) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{order}|{cursor.Id}|{cursor.Value}"));

    public static Cursor? Read(string? text, string order, string argument, Func<Cursor, bool>? fits = null)
    {
        if (text is null)
            return null;
        var parts = text.Length <= 600 && Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 3) : [];
        return parts is [var name, { Length: > 0 } id, var value] && name == order && new Cursor(value, id) is var cursor && fits?.Invoke(cursor) != false
            ? cursor
            : throw new RequestError("BAD_CURSOR", $"{argument} is not a cursor of this list in this order.", $"{argument} is geen cursor van deze lijst in deze volgorde.");
    }

    public static string Instant(DateTimeOffset? value) => value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A fault in the request that has no place in userErrors: bad paging, a filter that is too large.</summary>
internal sealed class RequestError : ExecutionError, ISaid
{
    public RequestError(string code, string english, string dutch)
        : base(english) => (Code, Said) = (code, new Said(english, dutch));

    public Said Said { get; }
}

/// <summary>Where a page stands in its list.</summary>
[Name("PageInfo")]
internal sealed class PageInfo(bool hasNext, bool hasPrevious, string? start, string? end)
{
    public bool HasNextPage => hasNext;

    public bool HasPreviousPage => hasPrevious;

    public string? StartCursor => start;

    public string? EndCursor => end;
}

/// <summary>One page of a list with its edges; the noun's own classes give it its name in the schema.</summary>
internal abstract class Connection<TEdge, TNode>(IReadOnlyList<TEdge> edges, bool hasNext, bool hasPrevious, Func<CancellationToken, Task<int>> count)
    where TEdge : Edge<TNode>
    where TNode : class
{
    public IReadOnlyList<TEdge> Edges => edges;

    public IReadOnlyList<TNode> Nodes => [.. edges.Select(edge => edge.Node)];

    public PageInfo PageInfo => new(hasNext, hasPrevious, edges.Count > 0 ? edges[0].Cursor : null, edges.Count > 0 ? edges[^1].Cursor : null);

    public Task<int> TotalCount(CancellationToken cancellation) => count(cancellation);

    /// <summary>A page of a list that is in memory as a whole; a cursor is the row's place.</summary>
    protected static (IReadOnlyList<TEdge> Edges, bool HasNext, bool HasPrevious) Slice<T>(
        IReadOnlyList<T> rows, int? first, string? after, Func<T, string> id, Func<string, T, TEdge> edge)
    {
        const string Order = "n";
        var from = 0;
        if (CursorText.Read(after, Order, "after") is { } cursor)
        {
            var index = rows.ToList().FindIndex(row => id(row) == cursor.Id);
            from = index < 0 ? throw new RequestError("BAD_CURSOR", "after is not a cursor of this list.", "after is geen cursor van deze lijst.") : index + 1;
        }

        var page = rows.Skip(from).Take(first ?? PageArguments.Usual).ToList();
        return ([.. page.Select(row => edge(CursorText.Write(Order, new Cursor("", id(row))), row))], from + page.Count < rows.Count, from > 0);
    }
}

/// <summary>A row and its place.</summary>
internal abstract class Edge<TNode>(string cursor, TNode node)
    where TNode : class
{
    public string Cursor => cursor;

    public TNode Node => node;
}
