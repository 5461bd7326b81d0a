using Flexportal.Api.Common;
using Flexportal.Domain.Documents;
using Flexportal.Storage.Reads;

namespace Flexportal.Api.Workers.Documents;

/// <summary>One of the three lists. The first pages of all three come from one round trip; later pages from their own.</summary>
internal sealed record WorkerList(IReadOnlyList<(string Cursor, Document Document)> Rows, bool HasNext, bool HasPrevious, Func<CancellationToken, Task<int>> Count)
{
    private const int Usual = 50;

    public static async Task<WorkerList> Read(
        WorkerCall call, int first, string? after, Func<WorkerHome, Page<Document>> list, DocumentFilter filter, DocumentOrder order, CancellationToken cancellation)
    {
        var name = $"w{(int)order}{(int)(filter.Purpose ?? default)}";
        var arguments = PageArguments.Of(name, cursor => cursor.FitsDocuments, first, after);
        if (arguments.After is { } place)
        {
            var query = new DocumentQuery(filter, order, Descending: true, first, place, Before: null, FromEnd: false);
            var page = await call.Parts.Reads.Documents(call.Tenant, query, cancellation);
            return new WorkerList(Rows(page.Items), page.HasNext, page.HasPrevious, token => call.Parts.Reads.CountDocuments(call.Tenant, filter, token));
        }

        var home = list(await call.Home(first <= Usual ? Usual : PageArguments.Most, cancellation));
        var rows = home.Items.Take(first).ToList();
        return new WorkerList(Rows(rows), home.Total > rows.Count, HasPrevious: false, _ => Task.FromResult(home.Total));

        IReadOnlyList<(string, Document)> Rows(IReadOnlyList<Document> documents) => [.. documents.Select(document => (CursorText.Write(name, Place(document, order)), document))];
    }

    private static Cursor Place(Document document, DocumentOrder order) =>
        new(CursorText.Instant(order == DocumentOrder.SignedAt ? document.SignedAt : document.OfferedAt), document.Id.Value);
}
