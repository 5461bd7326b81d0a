using CsCheck;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class ListTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_any_size_in_any_direction_join_to_the_whole_list_without_gap_or_double()
    {
        var worker = Sample.Worker();
        var random = new Random(11);
        var documents = Enumerable.Range(0, 23).Select(_ => Sample.Document(worker.Id) with
        {
            // Few different instants, some missing, some that differ below a microsecond: ties everywhere.
            OfferedAt = Some(),
            SignedAt = Some(),
            ExpiresAt = Some(),
            UpdatedAt = Sample.Start.AddTicks(random.Next(0, 40)),
        }).ToArray();
        await fixture.Commit(fixture.A, new Changes { Worker = worker });
        foreach (var document in documents)
        {
            await fixture.Commit(fixture.A, new Changes { Document = document });
        }

        var filter = new DocumentFilter { Worker = worker.Id };
        await Gen.Select(Gen.Enum<DocumentOrder>(), Gen.Bool, Gen.Bool, Gen.Int[1, 25]).SampleAsync(
            async (order, descending, fromEnd, size) =>
            {
                var whole = await fixture.Reads.Documents(fixture.A, new DocumentQuery(filter, order, descending, 100, null, null, false), CancellationToken.None);
                Assert.Equal(documents.Length, whole.Items.Count);
                Assert.False(whole.HasNext);
                Assert.True(IsOrdered(whole.Items, order, descending));
                Assert.Equal(whole.Items.Select(item => item.Id), await Walk(filter, order, descending, fromEnd, size));
            },
            iter: 60, threads: 1);

        DateTimeOffset? Some() => random.Next(4) == 0 ? null : Sample.Start.AddTicks(random.Next(0, 40));
    }

    [Fact]
    public async Task Filters_mean_what_they_say()
    {
        var worker = Sample.Worker();
        var other = Sample.Worker();
        await fixture.Commit(fixture.A, new Changes { Worker = worker });
        await fixture.Commit(fixture.A, new Changes { Worker = other });
        var café = await Write(worker, document => document with { FileName = "Café_100%.pdf", TypeCode = "OVK", State = DocumentState.Signed, SignedAt = Sample.Start });
        var loon = await Write(worker, document => document with { FileName = "loonstrook.pdf", TypeCode = "LOON", Language = "en", OfferedAt = Sample.Start.AddDays(1) });
        var foreign = await Write(other, document => document with { FileName = "cafe.pdf" });

        await Expect(new DocumentFilter { Worker = worker.Id }, café, loon);
        await Expect(new DocumentFilter { FileName = new TextFilter(Contains: "CAFE_1") }, café);
        await Expect(new DocumentFilter { FileName = new TextFilter(Contains: "%") }, café);
        await Expect(new DocumentFilter { FileName = new TextFilter(StartsWith: "caf") }, café, foreign);
        await Expect(new DocumentFilter { FileName = new TextFilter(Eq: "cafe.pdf") }, foreign);
        await Expect(new DocumentFilter { FileName = new TextFilter(In: ["cafe.pdf", "loonstrook.pdf", "'; drop table document; --"]) }, loon, foreign);
        await Expect(new DocumentFilter { TypeCode = new TextFilter(Eq: "ovk"), Worker = worker.Id }, café);
        await Expect(new DocumentFilter { TypeCode = new TextFilter(Neq: "ovk") }, loon);
        await Expect(new DocumentFilter { Language = new TextFilter(Eq: "en") }, loon);
        await Expect(new DocumentFilter { StateIn = [DocumentState.Signed] }, café);
        await Expect(new DocumentFilter { StateNotIn = [DocumentState.Signed], Worker = worker.Id }, loon);
        await Expect(new DocumentFilter { StateIn = [] });
        await Expect(new DocumentFilter { OfferedAt = new TimeFilter(Sample.Start.AddDays(1), Sample.Start.AddDays(2)) }, loon);
        await Expect(new DocumentFilter { OfferedAt = new TimeFilter(null, Sample.Start.AddDays(1)), Worker = worker.Id }, café);
        await Expect(new DocumentFilter { Or = [new() { StateIn = [DocumentState.Signed] }, new() { And = [new() { Worker = worker.Id }, new() { Language = new TextFilter(Eq: "en") }] }] }, café, loon);

        async Task Expect(DocumentFilter filter, params Document[] expected)
        {
            filter = new DocumentFilter { And = [filter, new() { Or = [new() { Worker = worker.Id }, new() { Worker = other.Id }] }] };
            var page = await fixture.Reads.Documents(fixture.A, new DocumentQuery(filter, DocumentOrder.UpdatedAt, false, 50, null, null, false), Cancellation);
            Assert.Equal(expected.Select(document => document.Id.Value).Order(), page.Items.Select(document => document.Id.Value).Order());
            Assert.Equal(expected.Length, await fixture.Reads.CountDocuments(fixture.A, filter, Cancellation));
        }
    }

    [Fact]
    public async Task A_reason_for_attention_is_the_same_in_the_filter_and_at_the_document()
    {
        var worker = Sample.Worker();
        var now = Sample.Start.AddDays(10);
        var (old, fresh) = (now - AttentionSpans.Quiet - TimeSpan.FromSeconds(1), now - AttentionSpans.Quiet);
        await fixture.Commit(fixture.A, new Changes { Worker = worker });
        (string Name, DocumentState State, AttentionReason[] Reasons, Func<Document, Changes> Change)[] cases =
        [
            ("fresh", DocumentState.Offered, [], row => new() { Document = row }),
            ("silent", DocumentState.Offered, [AttentionReason.NeverOpened], row => new() { Document = row with { OfferedAt = old } }),
            ("personal", DocumentState.Offered, [], row => new() { Document = row with { OfferedAt = old, Purpose = DocumentPurpose.Personal } }),
            ("opened", DocumentState.Opened, [AttentionReason.OpenedNotSigned], row => new() { Document = row with { OfferedAt = old } }),
            ("locked", DocumentState.Locked, [AttentionReason.CodeLocked], row => new() { Document = row with { OfferedAt = old } }),
            ("refused", DocumentState.Refused, [AttentionReason.Refused], row => new() { Document = row }),
            ("expired", DocumentState.Expired, [AttentionReason.Expired], row => new() { Document = row with { ExpiresAt = old } }),
            ("soon", DocumentState.Opened, [AttentionReason.ExpiresSoon], row => new() { Document = row with { ExpiresAt = now.AddHours(47) } }),
            ("late enough", DocumentState.Opened, [], row => new() { Document = row with { ExpiresAt = now.AddHours(49) } }),
            ("signed in time", DocumentState.Signed, [], row => new() { Document = row with { OfferedAt = old, ExpiresAt = now.AddHours(1), SignedAt = fresh } }),
            ("bounced", DocumentState.Offered, [AttentionReason.MailBounced], row => Mails(row, (MailKind.Invite, DeliveryState.Bounced, 0))),
            ("given up", DocumentState.Signed, [AttentionReason.MailBounced], row => Mails(row, (MailKind.Invite, DeliveryState.Delivered, 0), (MailKind.SignedCopy, DeliveryState.Failed, 9))),
            ("sent again", DocumentState.Signed, [], row => Mails(row, (MailKind.SignedCopy, DeliveryState.Bounced, 0), (MailKind.SignedCopy, DeliveryState.HandedOver, 9))),
            ("useless code", DocumentState.AwaitingCode, [AttentionReason.MailBounced], row => Mails(row, (MailKind.Invite, DeliveryState.Bounced, 0), (MailKind.Code, DeliveryState.Cancelled, 9))),
            ("waiting", DocumentState.Offered, [AttentionReason.MailDelayed], row => Mails(row, (MailKind.Invite, DeliveryState.Delayed, 0))),
            ("the agency's own mail", DocumentState.Refused, [AttentionReason.Refused], row => Mails(row, (MailKind.RefusedNotice, DeliveryState.Bounced, 0))),
            ("asked", DocumentState.Opened, [AttentionReason.HelpRequested], row => Mails(row, (MailKind.HelpRequest, DeliveryState.Delivered, 9))),
            ("asked and signed", DocumentState.Signed, [], row => Mails(row with { SignedAt = Sample.Start.AddDays(9.5) }, (MailKind.HelpRequest, DeliveryState.Delivered, 9))),
            ("asked after signing", DocumentState.Signed, [AttentionReason.HelpRequested], row => Mails(row with { SignedAt = Sample.Start.AddDays(8) }, (MailKind.HelpRequest, DeliveryState.Delivered, 9))),
            ("asked long ago", DocumentState.Opened, [], row => Mails(row, (MailKind.HelpRequest, DeliveryState.Delivered, -5))),
            ("no timestamp", DocumentState.Signed, [AttentionReason.SealingFailed], row => new() { Document = row, Signature = Sample.Signature(row) with { SealProblem = "timestamp_unavailable" } }),
            ("sealing", DocumentState.Signed, [], row => new() { Document = row, Signature = Sample.Signature(row) }),
        ];
        foreach (var item in cases)
        {
            var row = Sample.Document(worker.Id) with { FileName = item.Name, State = item.State, OfferedAt = fresh };
            Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, item.Change(row)));
        }

        var all = await Names(new DocumentFilter { Worker = worker.Id });
        var reasons = await fixture.Reads.Attention(fixture.A, [.. all.Keys], now, Cancellation);
        foreach (var (id, name) in all)
        {
            Assert.Equal($"{name}: {string.Join(' ', cases.Single(item => item.Name == name).Reasons)}", $"{name}: {string.Join(' ', reasons[id])}");
        }

        foreach (var reason in Enum.GetValues<AttentionReason>())
        {
            var expected = cases.Where(item => item.Reasons.Contains(reason)).Select(item => item.Name).Order();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await Names(new DocumentFilter { Worker = worker.Id, Attention = new([reason], now) })).Values.Order());
        }

        Assert.Equal(["refused", "the agency's own mail", "waiting"], (await Names(new() { Worker = worker.Id, Attention = new([AttentionReason.Refused, AttentionReason.MailDelayed], now) })).Values.Order());
        Assert.Empty(await Names(new() { Worker = worker.Id, Attention = new([], now) }));
        Assert.Empty(await fixture.Reads.Attention(fixture.B, [.. all.Keys], now, Cancellation));

        static Changes Mails(Document row, params (MailKind Kind, DeliveryState State, double Day)[] mails) => new()
        {
            Document = row,
            Mails = [.. mails.Select(mail => Sample.Mail(row) with { Kind = mail.Kind, State = mail.State, CreatedAt = Sample.Start.AddDays(mail.Day) })],
        };

        async Task<Dictionary<DocumentId, string>> Names(DocumentFilter filter) =>
            (await fixture.Reads.Documents(fixture.A, new DocumentQuery(filter, DocumentOrder.UpdatedAt, false, 50, null, null, false), Cancellation)).Items.ToDictionary(row => row.Id, row => row.FileName);
    }

    [Fact]
    public async Task Conditions_on_workers_join_by_and_and_or()
    {
        var domain = $"{Guid.NewGuid():N}.example.org";
        foreach (var (family, language) in new[] { ("Aas", "nl"), ("Bos", "nl"), ("Aker", "pl") })
        {
            await fixture.Commit(fixture.B, new Changes { Worker = Sample.Worker(family, $"{family}@{domain}") with { Language = language } });
        }

        WorkerFilter here = new(Email: new TextFilter(Contains: domain)), a = new(Name: new TextFilter(Contains: "van A")), dutch = new(Language: new TextFilter(Eq: "nl"));
        Assert.Equal(["Aas"], await Found(here with { And = [a, dutch] }));
        Assert.Equal(["Aas", "Aker", "Bos"], await Found(here with { Or = [a, dutch] }));
        Assert.Equal(["Aker", "Bos"], await Found(here with { Or = [new() { And = [a, new(Language: new TextFilter(Neq: "nl"))] }, new(Name: new TextFilter(Contains: "bos"))] }));
        Assert.Empty(await Found(here with { Or = [] }));

        async Task<IEnumerable<string>> Found(WorkerFilter filter)
        {
            var page = await fixture.Reads.Workers(fixture.B, new WorkerQuery(filter, WorkerOrder.Name, false, 10, null, null, false), Cancellation);
            Assert.Equal(page.Items.Count, await fixture.Reads.CountWorkers(fixture.B, filter, Cancellation));
            return page.Items.Select(worker => worker.Name.Family);
        }
    }

    [Fact]
    public async Task Workers_are_ordered_by_family_name_without_case_or_accents_and_found_by_part_of_it()
    {
        foreach (var family in new[] { "Özil", "dooren", "Zwart", "Óscar", "Oostrum" })
        {
            await fixture.Commit(fixture.B, new Changes { Worker = Sample.Worker(family, $"{Guid.NewGuid():N}@list.example.org") });
        }

        var filter = new WorkerFilter(Email: new TextFilter(Contains: "@LIST."));
        var names = new List<string>();
        Cursor? after = null;
        Page<Worker> page;
        do
        {
            page = await fixture.Reads.Workers(fixture.B, new WorkerQuery(filter, WorkerOrder.Name, false, 2, after, null, false), Cancellation);
            names.AddRange(page.Items.Select(worker => worker.Name.Family));
            after = Cursor.Of(page.Items[^1], WorkerOrder.Name);
        }
        while (page.HasNext);

        Assert.Equal(["dooren", "Oostrum", "Óscar", "Özil", "Zwart"], names);
        Assert.Equal(5, await fixture.Reads.CountWorkers(fixture.B, filter, Cancellation));
        var found = await fixture.Reads.Workers(fixture.B, new WorkerQuery(filter with { Name = new TextFilter(Contains: "OZI"), States = [WorkerState.Invited] }, WorkerOrder.UpdatedAt, true, 10, null, null, false), Cancellation);
        Assert.Equal("Özil", Assert.Single(found.Items).Name.Family);
    }

    [Fact]
    public async Task The_home_page_has_each_document_in_its_list_with_totals()
    {
        var worker = Sample.Worker();
        await fixture.Commit(fixture.A, new Changes { Worker = worker });
        foreach (var state in Enum.GetValues<DocumentState>())
        {
            await Write(worker, document => document with { State = state, SignedAt = state == DocumentState.Signed ? Sample.Start : null });
        }

        await Write(worker, document => document with { Purpose = DocumentPurpose.Personal, State = DocumentState.Offered });

        var home = await fixture.Reads.Home(fixture.A, worker.Id, 3, Cancellation);

        Assert.Equal((3, 4, true), (home.ToSign.Items.Count, home.ToSign.Total, home.ToSign.HasNext));
        Assert.Equal(DocumentState.Signed, Assert.Single(home.Signed.Items).State);
        Assert.Equal(DocumentPurpose.Personal, Assert.Single(home.Personal.Items).Purpose);
        Assert.Equal(0, (await fixture.Reads.Home(fixture.B, worker.Id, 3, Cancellation)).ToSign.Total);
    }

    private async Task<Document> Write(Worker worker, Func<Document, Document> change)
    {
        var document = change(Sample.Document(worker.Id));
        await fixture.Commit(fixture.A, new Changes { Document = document });
        return document;
    }

    private async Task<List<DocumentId>> Walk(DocumentFilter filter, DocumentOrder order, bool descending, bool fromEnd, int size)
    {
        var ids = new List<DocumentId>();
        Cursor? place = null;
        while (true)
        {
            var page = await fixture.Reads.Documents(
                fixture.A, new DocumentQuery(filter, order, descending, size, fromEnd ? null : place, fromEnd ? place : null, fromEnd), CancellationToken.None);
            ids.InsertRange(fromEnd ? 0 : ids.Count, page.Items.Select(item => item.Id));
            if (page.Items.Count == 0 || !(fromEnd ? page.HasPrevious : page.HasNext))
            {
                return ids;
            }

            place = Cursor.Of(fromEnd ? page.Items[0] : page.Items[^1], order);
        }
    }

    private static bool IsOrdered(IReadOnlyList<Document> items, DocumentOrder order, bool descending)
    {
        var keys = items.Select(item => order switch
        {
            DocumentOrder.OfferedAt => item.OfferedAt,
            DocumentOrder.SignedAt => item.SignedAt,
            DocumentOrder.ExpiresAt => item.ExpiresAt,
            DocumentOrder.UpdatedAt => item.UpdatedAt,
        }).Select(instant => instant is { } at ? at.UtcTicks / 10 * (descending ? -1 : 1) : long.MaxValue).ToArray();
        return keys.SequenceEqual(keys.Order());
    }
}
