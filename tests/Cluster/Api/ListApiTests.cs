using System.Net;
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

    // Forged or foreign ones: right order's name, but no place in it.
    [Fact]
    public async Task A_made_up_cursor_is_named_and_never_a_fault_of_ours()
    {
        var tenant = await host.Tenant();
        var other = await host.Tenant();
        await other.Document(await other.Worker());
        var foreign = (await other.Data("{ documents { pageInfo { endCursor } } }")).GetProperty("documents").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var id = new string('1', 32);
        string[] bad =
        [
            CursorText.Write("d11", new("yesterday", id)), CursorText.Write("d11", new("", "x")), CursorText.Write("d11", new("2026-01-01T00:00:00Z", "a\0")), CursorText.Write("d11", new("\0", id)),
            CursorText.Write("d11", new("99999999999-01-01", id)), Convert.ToBase64String("d11|"u8), new string('A', 700), "", "🙂", "null", "%00",
        ];
        foreach (var cursor in bad)
            foreach (var argument in new[] { "after", "before" })
                Assert.Equal(["BAD_CURSOR"], (await tenant.Errors($"query($c: String) {{ documents({argument}: $c) {{ nodes {{ id }} }} }}", new { c = cursor })).Codes);
        foreach (var value in new[] { "a\0b", "\0" })
            Assert.Equal(["BAD_CURSOR"], (await tenant.Errors("query($c: String) { workers(after: $c, orderBy: { field: NAME, direction: ASC }) { nodes { id } } }", new { c = CursorText.Write("w00", new(value, id)) })).Codes);
        Assert.Equal(["BAD_CURSOR"], (await tenant.Errors("query($c: String) { workers(after: $c) { nodes { id } } }", new { c = CursorText.Write("w11", new("Dooren", id)) })).Codes);

        // A cursor of another tenant is a place like any other: nothing stands behind it here.
        Assert.Empty(Ids(await Page(tenant, new { after = foreign })));
    }

    [Fact]
    public async Task Texts_that_cannot_be_stored_are_named_in_filters_and_found_nowhere_in_lookups()
    {
        var tenant = await host.Tenant();
        const string Bad = @"a\u0000";
        foreach (var filter in new[] { "eq: \"%\"", "neq: \"%\"", "contains: \"%\"", "startsWith: \"%\"", "in: [\"%\"]" })
            foreach (var field in new[] { "fileName", "typeCode", "language" })
                Assert.Equal(["BAD_FILTER"], (await tenant.Errors($"{{ documents(filter: {{ {field}: {{ {filter.Replace("%", Bad, StringComparison.Ordinal)} }} }}) {{ totalCount nodes {{ id }} }} }}")).Codes.Distinct());
        Assert.Equal(["BAD_FILTER"], (await tenant.Errors($"{{ workers(filter: {{ name: {{ contains: \"{Bad}\" }} }}) {{ nodes {{ id }} }} }}")).Codes);
        Assert.Equal(JsonValueKind.Null, (await tenant.Data($"{{ document(externalId: {{ value: \"{Bad}\", schemeAgencyId: \"x\" }}) {{ id }} }}")).GetProperty("document").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await tenant.Data($"{{ worker(by: {{ email: \"{Bad}@mail.example\" }}) {{ id }} }}")).GetProperty("worker").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await tenant.Data($"{{ worker(by: {{ externalId: {{ value: \"{Bad}\", schemeAgencyId: \"x\" }} }}) {{ id }} }}")).GetProperty("worker").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await tenant.Data($"{{ document(id: \"{Bad}\") {{ id }} }}")).GetProperty("document").ValueKind);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused_before_anything_runs()
    {
        var tenant = await host.Tenant();
        string[] documents =
        [
            @"{ documents(filter: { fileName: { contains: ""a\ud800"" } }) { totalCount } }", @"{ worker(by: { email: ""\udc00@mail.example"" }) { id } }", @"{ document(id: ""\ud800\ud800"") { id } }",
            $@"mutation {{ workerUpsert(input: {{ externalId: {{ value: ""1"", schemeAgencyId: ""payroll"" }}, familyName: ""a\ud800b"", email: ""x@mail.example"", idempotencyKey: ""{Guid.NewGuid()}"" }}) {{ userErrors {{ code }} }} }}",
        ];
        foreach (var document in documents)
            Assert.Equal((HttpStatusCode.BadRequest, "BAD_TEXT"), (await tenant.Errors(document)) is var (status, codes) ? (status, codes.Single()) : default);
        var (bad, body) = await tenant.Post("{\"query\":\"query($a: String) { documents(after: $a) { totalCount } }\",\"variables\":{\"a\":\"\\ud800\"}}");
        Assert.True(bad == HttpStatusCode.BadRequest && body.Contains("BAD_JSON", StringComparison.Ordinal), $"{bad} {body}");
        // A whole pair, however it is written, is a character.
        await tenant.Data(@"{ documents(filter: { fileName: { contains: ""\ud83d\ude42"" } }) { totalCount } }");
        Assert.Equal(0, (await tenant.Data("{ workers { totalCount } }")).GetProperty("workers").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Texts_that_cannot_be_stored_are_refused_by_field()
    {
        var tenant = await host.Tenant();
        var payload = await tenant.Mutate("workerUpsert", ApiTenant.WorkerInput("a\0b"), "worker { id }");
        Assert.Equal(("INVALID_FORMAT", "input.externalId.value"), (ApiTenant.Codes(payload).Single(), ApiTenant.Field(payload)));
        var zero = await tenant.Mutate("workerUpsert", ApiTenant.WorkerInput(family: "a\0b"), "worker { id }");
        Assert.Equal(("INVALID_FORMAT", "input.familyName"), (ApiTenant.Codes(zero).Single(), ApiTenant.Field(zero)));
        Assert.Equal(0, (await tenant.Data("{ workers { totalCount } }")).GetProperty("workers").GetProperty("totalCount").GetInt32());
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
