using System.Text.Json;
using Flexportal.Api.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>What an agency's system does after a document was put up, each operation with its refusals.</summary>
public sealed class AgencyOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string State = "document { id state version }";

    [Fact]
    public async Task A_locked_document_is_unlocked_with_a_reason_and_can_be_signed()
    {
        var (tenant, worker, document) = await Offered();
        var id = Id(tenant, document);
        var early = await tenant.Mutate("documentUnlock", new { documentId = id, reason = "x", idempotencyKey = Guid.NewGuid() }, State);
        await Lock(tenant, worker, document);

        var without = await tenant.Mutate("documentUnlock", new { documentId = id, reason = " ", idempotencyKey = Guid.NewGuid() }, State);
        var stale = await tenant.Mutate("documentUnlock", new { documentId = id, reason = "x", ifVersion = 1, idempotencyKey = Guid.NewGuid() }, State);
        var unlocked = await tenant.Mutate("documentUnlock", new { documentId = id, reason = "Adres gecontroleerd", idempotencyKey = Guid.NewGuid() }, State);

        Assert.Equal(["CONFLICT"], ApiTenant.Codes(early));
        Assert.Contains("only a locked document", Message(early), StringComparison.Ordinal);
        Assert.Equal(("REQUIRED", "input.reason"), (ApiTenant.Codes(without).Single(), ApiTenant.Field(without)));
        Assert.Equal(("CONFLICT", "input.ifVersion"), (ApiTenant.Codes(stale).Single(), ApiTenant.Field(stale)));
        Assert.Equal("OPENED", unlocked.GetProperty("document").GetProperty("state").GetString());
        var (attempt, code) = await tenant.Agency.Started(document, worker);
        Assert.Null((await tenant.Agency.Confirm(document, worker, attempt, code)).Refusal);
        var facts = (await tenant.Data("query($id: ID) { document(id: $id) { timeline { nodes { action } } } }", new { id })).ToString();
        Assert.All(new[] { "document.offered", "document.unlocked", "document.signed" }, action => Assert.Contains(action, facts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_signed_what_when_how_and_with_which_hashes_is_told_also_after_the_purge()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();
        var document = await tenant.Agency.Signed(worker);
        var copy = await tenant.Agency.Mailed(MailKind.SignedCopy, document);
        var id = Id(tenant, document);
        const string Query = "query($id: ID) { document(id: $id) { copy signed { url } proof { reference signedAt signerName signerEmail verification documentSha256 signedSha256 } deliveries { nodes { kind state } } } }";
        var before = (await tenant.Data(Query, new { id })).GetProperty("document");
        var hash = before.GetProperty("proof").GetProperty("signedSha256").GetString();

        var malformed = await tenant.Mutate("documentCopyConfirm", new { documentId = id, signedSha256 = "ABC", idempotencyKey = Guid.NewGuid() }, State);
        var confirmed = await tenant.Mutate("documentCopyConfirm", new { documentId = id, signedSha256 = hash, idempotencyKey = Guid.NewGuid() }, State);
        // This transport reports no delivery: a day without a bounce counts as one.
        host.Cluster.Time.Advance(TimeSpan.FromHours(25));
        await tenant.Agency.Grains.Signing(document.Transaction!.Value).Purge();
        await host.Cluster.Until(async () => (await tenant.Agency.Row(document)).Copy == SignedCopyState.Purged, "the purge");

        var after = (await tenant.Data(Query, new { id })).GetProperty("document");
        var again = await tenant.Mutate("documentCopyResend", new { documentId = id, idempotencyKey = Guid.NewGuid() }, State);
        Assert.Equal(("INVALID_FORMAT", "input.signedSha256"), (ApiTenant.Codes(malformed).Single(), ApiTenant.Field(malformed)));
        Assert.Empty(ApiTenant.Codes(confirmed));
        Assert.NotNull(copy);
        Assert.Equal(before.GetProperty("proof").ToString(), after.GetProperty("proof").ToString());
        Assert.Equal((worker.Email, "EMAIL_CODE", document.File.Sha256), (
            after.GetProperty("proof").GetProperty("signerEmail").GetString(), after.GetProperty("proof").GetProperty("verification").GetString(), after.GetProperty("proof").GetProperty("documentSha256").GetString()));
        Assert.Equal(("PURGED", JsonValueKind.Null), (after.GetProperty("copy").GetString(), after.GetProperty("signed").ValueKind));
        Assert.Contains("SIGNED_COPY", after.GetProperty("deliveries").ToString(), StringComparison.Ordinal);
        Assert.Equal(["CONFLICT"], ApiTenant.Codes(again));
    }

    [Fact]
    public async Task A_document_type_is_added_and_changed_and_decides_what_a_document_is_for()
    {
        var tenant = await host.Tenant();
        const string Fields = "documentType { id code label purpose verification }";
        Dictionary<string, object?> Input(string code, string label) => new() { ["code"] = code, ["label"] = label, ["purpose"] = "PERSONAL", ["verification"] = "NONE", ["idempotencyKey"] = Guid.NewGuid() };

        var added = await tenant.Mutate("documentTypeUpsert", Input("LOON", "Loonstrook"), Fields);
        var changed = await tenant.Mutate("documentTypeUpsert", Input("loon", "Loonstroken"), Fields);
        var bad = await tenant.Mutate("documentTypeUpsert", Input("LOON STROOK", "x"), Fields);

        Assert.Equal("Loonstrook", added.GetProperty("documentType").GetProperty("label").GetString());
        Assert.Equal("Loonstroken", changed.GetProperty("documentType").GetProperty("label").GetString());
        Assert.Equal(("INVALID_FORMAT", "input.code"), (ApiTenant.Codes(bad).Single(), ApiTenant.Field(bad)));
        Assert.Equal(2, (await tenant.Data("{ documentTypes { code } }")).GetProperty("documentTypes").GetArrayLength());
    }

    [Fact]
    public async Task A_worker_is_invited_and_an_unknown_one_is_named()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();

        var invited = await tenant.Mutate("workerInvite", new { workerId = worker, idempotencyKey = Guid.NewGuid() }, "worker { id }");
        var unknown = await tenant.Mutate("workerInvite", new { workerId = NodeId.Of(tenant.Agency.Tenant, new Domain.Common.WorkerId(new string('1', 32))).ToString(), idempotencyKey = Guid.NewGuid() }, "worker { id }");

        Assert.Empty(ApiTenant.Codes(invited));
        await host.Cluster.Until(() => tenant.Agency.Accepted(MailKind.Invite).Count == 1, "the invitation");
        Assert.Equal(("NOT_FOUND", "input.workerId"), (ApiTenant.Codes(unknown).Single(), ApiTenant.Field(unknown)));
    }

    [Fact]
    public async Task An_invitation_goes_out_in_the_language_that_is_asked_for()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();

        var wrong = await tenant.Mutate("workerInvite", new { workerId = worker, language = "no language", idempotencyKey = Guid.NewGuid() }, "worker { id }");
        var polish = await tenant.Mutate("workerInvite", new { workerId = worker, language = "pl", idempotencyKey = Guid.NewGuid() }, "worker { id language }");

        Assert.Equal(("INVALID_FORMAT", "input.language"), (ApiTenant.Codes(wrong).Single(), ApiTenant.Field(wrong)));
        Assert.Equal("nl", polish.GetProperty("worker").GetProperty("language").GetString());
        await host.Cluster.Until(() => tenant.Agency.Accepted(MailKind.Invite).Count == 1, "the invitation");
        Assert.Equal("pl", tenant.Agency.Accepted(MailKind.Invite)[0].Material.Mail.Language);
    }

    [Fact]
    public async Task Workers_are_found_by_conditions_joined_with_and_and_or()
    {
        var tenant = await host.Tenant();
        foreach (var (number, family) in new[] { ("1", "Aas"), ("2", "Bos"), ("3", "Cruz") })
            await tenant.Worker(number, family);
        async Task<string> Found(string filter) => string.Join(' ', (await tenant.Data($"{{ workers(filter: {filter}, orderBy: {{ field: NAME, direction: ASC }}) {{ nodes {{ familyName }} }} }}"))
            .GetProperty("workers").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("familyName").GetString()));

        Assert.Equal("Aas Cruz", await Found("{ or: [{ name: { contains: \"aas\" } }, { email: { startsWith: \"w3@\" } }] }"));
        Assert.Equal("", await Found("{ and: [{ name: { contains: \"aas\" } }, { email: { startsWith: \"w3@\" } }] }"));
        Assert.Equal(["FILTER_TOO_LARGE"], (await tenant.Errors("{ workers(filter: { and: { and: { and: { and: { language: { eq: \"nl\" } } } } } }) { totalCount } }")).Codes);
    }

    [Fact]
    public async Task Reminders_are_asked_for_one_to_a_hundred_documents()
    {
        var (tenant, _, document) = await Offered();
        async Task<JsonElement> Remind(params string[] ids) => await tenant.Mutate("documentRemind", new { documentIds = ids, idempotencyKey = Guid.NewGuid() }, "queued skipped { reason }");

        Assert.Equal(["REQUIRED"], ApiTenant.Codes(await Remind()));
        Assert.Equal(["INVALID_FORMAT"], ApiTenant.Codes(await Remind([.. Enumerable.Repeat(Id(tenant, document), 101)])));
        Assert.Equal(1, (await Remind(Id(tenant, document))).GetProperty("queued").GetInt32());
        Assert.Contains("too recent", (await Remind(Id(tenant, document))).GetProperty("skipped")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static async Task Lock(ApiTenant tenant, Worker worker, Document document)
    {
        var (attempt, code) = await tenant.Agency.Started(document, worker);
        var wrong = (code[0] == '9' ? '0' : (char)(code[0] + 1)) + code[1..];
        for (var i = 0; i < 5; i++)
            await tenant.Agency.Confirm(document, worker, attempt, wrong);
        Assert.Equal(DocumentState.Locked, (await tenant.Agency.Row(document)).State);
    }

    private static string Message(JsonElement payload) => payload.GetProperty("userErrors")[0].GetProperty("message").GetString()!;

    private static string Id(ApiTenant tenant, Document document) => NodeId.Of(tenant.Agency.Tenant, document.Id).ToString();

    private async Task<(ApiTenant Tenant, Worker Worker, Document Document)> Offered()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();
        return (tenant, worker, await tenant.Agency.Document(worker));
    }
}
