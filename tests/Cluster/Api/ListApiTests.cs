using System.Text.Json;
using CsCheck;
using Flexportal.Api.Common;
using Flexportal.Domain.Documents;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>Relay lists: whatever the filter, order, direction and page size, walking the pages gives the whole list once and in order.</summary>
public sealed class ListApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Pages_of_any_size_in_any_order_make_the_whole_list()
    {
        var tenant = await host.Tenant();
        var workers = new[] { await tenant.Agency.Worker("Appel"), await tenant.Agency.Worker("Berk") };
        for (var i = 0; i < 9; i++)
        {
            var document = await tenant.Agency.Document(workers[i % 2]);
            if (i % 3 == 0)
                await tenant.Agency.Grains.Document(document.Id).Withdraw(new WithReason("x"), TestAgency.ByKey());
            host.Cluster.Time.Advance(TimeSpan.FromMilliseconds(i % 2 == 0 ? 0 : 1_500));
        }

        var filters = new object?[]
        {
            null,
            new { state = new { eq = "WITHDRAWN" } },
            new { state = new { nin = new[] { "WITHDRAWN" } } },
            new { workerId = NodeId.Of(tenant.Agency.Tenant, workers[0].Id).ToString() },
            new { or = new object[] { new { state = new { @in = new[] { "WITHDRAWN" } } }, new { workerId = NodeId.Of(tenant.Agency.Tenant, workers[1].Id).ToString() } } },
            new { and = new object[] { new { typeCode = new { eq = "ovk" } }, new { fileName = new { contains = "DOOREN" } } } },
            new { workerId = "nobody" },
            new { signedAt = new { gte = "2020-01-01T00:00:00Z" } },
        };
        foreach (var filter in filters)
            foreach (var field in new[] { "OFFERED_AT", "UPDATED_AT", "SIGNED_AT", "EXPIRES_AT" })
                foreach (var direction in new[] { "ASC", "DESC" })
                {
                    var orderBy = new { field, direction };
                    var whole = await Page(tenant, new { first = 100, filter, orderBy });
                    var size = Math.Abs(HashCode.Combine(field, direction)) % 4 + 1;
                    Assert.Equal(Ids(whole), await Walk(tenant, filter, orderBy, size, backwards: false));
                    Assert.Equal(Ids(whole), await Walk(tenant, filter, orderBy, size, backwards: true));
                    Assert.Equal(Ids(whole).Count, whole.GetProperty("totalCount").GetInt32());
                }

        Assert.Equal(9, Ids(await Page(tenant, new { first = 100 })).Count);
        Assert.Equal(3, Ids(await Page(tenant, new { first = 100, filter = filters[1] })).Count);
        Assert.Empty(Ids(await Page(tenant, new { first = 100, filter = filters[6] })));
    }

    [Fact]
    public async Task Bad_paging_is_named()
    {
        var tenant = await host.Tenant();
        Assert.Equal(["BAD_CURSOR"], (await tenant.Errors("{ documents(after: \"x\") { totalCount } }")).Codes);
        Assert.Equal(["BAD_PAGE"], (await tenant.Errors("{ documents(first: 1, last: 1) { totalCount } }")).Codes);
        var cursor = CursorText.Write("d10", new Flexportal.Storage.Reads.Cursor("2026-01-01T00:00:00Z", "1"));
        Assert.Equal(["BAD_CURSOR"], (await tenant.Errors("query($c: String) { documents(after: $c, orderBy: { field: SIGNED_AT, direction: ASC }) { totalCount } }", new { c = cursor })).Codes);
    }

    [Fact]
    public void No_text_in_place_of_a_cursor_is_a_fault_of_ours() => Gen.String.Sample(text =>
    {
        try
        {
            CursorText.Read(text, "d10", "after");
        }
        catch (RequestError)
        {
            // The named error.
        }
    });

    private static async Task<List<string>> Walk(ApiTenant tenant, object? filter, object orderBy, int size, bool backwards)
    {
        var all = new List<string>();
        string? cursor = null;
        for (var page = 0; page < 20; page++)
        {
            object variables = backwards ? new { last = size, before = cursor, filter, orderBy } : new { first = size, after = cursor, filter, orderBy };
            var answer = await Page(tenant, variables);
            if (backwards)
                all.InsertRange(0, Ids(answer));
            else
                all.AddRange(Ids(answer));
            var info = answer.GetProperty("pageInfo");
            if (!info.GetProperty(backwards ? "hasPreviousPage" : "hasNextPage").GetBoolean())
                return all;
            cursor = info.GetProperty(backwards ? "startCursor" : "endCursor").GetString();
        }

        throw new InvalidOperationException("The list has no end.");
    }

    private static async Task<JsonElement> Page(ApiTenant tenant, object variables) => (await tenant.Data(
        "query($first: Int, $after: String, $last: Int, $before: String, $filter: DocumentFilter, $orderBy: DocumentOrder) { documents(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
        variables)).GetProperty("documents");

    private static List<string> Ids(JsonElement page) => [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
}
