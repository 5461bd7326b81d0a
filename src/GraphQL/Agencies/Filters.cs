using Flexportal.Api.Common;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Agencies;

internal enum OrderDirection
{
    Asc,
    Desc,
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

    public TextFilter ToFilter() => In is { Count: > Most } ? throw new RequestError("FILTER_TOO_LARGE", $"A filter's in takes at most {Most} values.") : new TextFilter(Eq, In, Neq, Contains, StartsWith);
}

[Name("DateTimeFilter")]
internal sealed record DateTimeFilter
{
    public DateTimeOffset? Gte { get; init; }

    public DateTimeOffset? Lt { get; init; }

    public TimeFilter ToFilter() => new(Gte, Lt);
}
