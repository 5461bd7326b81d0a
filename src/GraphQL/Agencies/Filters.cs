using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Agencies;

internal enum OrderDirection
{
    Asc,
    Desc,
}

/// <summary>How large a tree of conditions may be.</summary>
internal static class FilterSize
{
    private const int MostParts = 20;
    private const int MostLevels = 4;

    /// <summary>Looks at one level.</summary>
    /// <exception cref="RequestError">It is too deep or too wide.</exception>
    public static void Check<T>(int level, IReadOnlyList<T>? and, IReadOnlyList<T>? or)
    {
        if (level > MostLevels || and is { Count: > MostParts } || or is { Count: > MostParts })
            throw new RequestError("FILTER_TOO_LARGE", $"A filter has at most {MostLevels} levels and {MostParts} parts in each.", $"Een filter heeft hoogstens {MostLevels} niveaus met elk {MostParts} delen.");
    }
}

[Name("StringFilter")]
internal sealed record StringFilter
{
    private const int Most = 100;

    public string? Eq { get; init; }

    public IReadOnlyList<string>? In { get; init; }

    public string? Neq { get; init; }

    public string? Contains { get; init; }

    public string? StartsWith { get; init; }

    /// <summary>The conditions.</summary>
    /// <param name="field">The filtered field, for errors.</param>
    /// <exception cref="RequestError">There are too many values, or one is no whole text.</exception>
    public TextFilter ToFilter(string field)
    {
        if (In is { Count: > Most })
            throw new RequestError("FILTER_TOO_LARGE", $"{field}: in takes at most {Most} values.", $"{field}: in neemt hoogstens {Most} waarden.");
        if (new[] { Eq, Neq, Contains, StartsWith }.Concat(In ?? []).Any(text => text is not null && !StorableText.Is(text)))
            throw new RequestError("BAD_FILTER", $"{field}: the text holds U+0000 or half of a surrogate pair.", $"{field}: de tekst bevat U+0000 of een half surrogaatpaar.");
        return new TextFilter(Eq, In, Neq, Contains, StartsWith);
    }
}

[Name("DateTimeFilter")]
internal sealed record DateTimeFilter
{
    public DateTimeOffset? Gte { get; init; }

    public DateTimeOffset? Lt { get; init; }

    public TimeFilter ToFilter() => new(Gte, Lt);
}
