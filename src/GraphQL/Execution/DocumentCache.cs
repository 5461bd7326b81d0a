using GraphQLParser.AST;

namespace Flexportal.Api.Execution;

/// <summary>Validated documents by their text. Two generations keep it bounded: what was not asked for while the young one filled up is forgotten.</summary>
internal sealed class DocumentCache
{
    private const int Generation = 256;
    private readonly Lock _gate = new();
    private Dictionary<string, GraphQLDocument> _young = new(StringComparer.Ordinal);
    private Dictionary<string, GraphQLDocument> _old = new(StringComparer.Ordinal);

    public GraphQLDocument? Find(string query)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(query, out var document))
                return document;
            if (!_old.TryGetValue(query, out document))
                return null;
            Keep(query, document);
            return document;
        }
    }

    public void Add(string query, GraphQLDocument document)
    {
        lock (_gate)
            Keep(query, document);
    }

    private void Keep(string query, GraphQLDocument document)
    {
        if (_young.Count >= Generation)
            (_old, _young) = (_young, new(StringComparer.Ordinal));
        _young[query] = document;
    }
}
