using System.Text;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Storage.Due;
using Flexportal.Storage.Files;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class FileTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IFileStore Files => fixture.Get<IFileStore>();

    [Fact]
    public async Task An_upload_is_announced_once_and_answers_no_to_other_data()
    {
        var upload = Announcement();

        Assert.True(await Files.Announce(fixture.A, [upload], Cancellation));
        Assert.True(await Files.Announce(fixture.A, [upload with { ExpiresAt = upload.ExpiresAt.AddHours(1) }], Cancellation));
        var second = Announcement();
        Assert.False(await Files.Announce(fixture.A, [second, upload with { Size = 2 }], Cancellation));

        Assert.Equal(upload, await Files.Upload(fixture.A, upload.Id, Cancellation));
        Assert.Null(await Files.Upload(fixture.A, second.Id, Cancellation));
        Assert.Null(await Files.Upload(fixture.B, upload.Id, Cancellation));
    }

    [Fact]
    public async Task A_large_upload_comes_back_byte_by_byte_and_can_be_replaced_until_it_is_claimed()
    {
        var bytes = new byte[25 * 1024 * 1024];
        new Random(7).NextBytes(bytes);
        var upload = Announcement();
        await Files.Announce(fixture.A, [upload], Cancellation);
        Assert.Null(await Files.Original(fixture.A, upload.Id, Cancellation));

        await Files.StoreUpload(fixture.A, upload.Id, "first"u8.ToArray(), Sample.Start, Cancellation);
        await Files.StoreUpload(fixture.A, upload.Id, bytes, Sample.Start, Cancellation);
        var document = await fixture.Offered(fixture.A);
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, new Changes { Claim = new UploadClaim(upload.Id, document.Id) }));

        var stored = await Files.Original(fixture.A, upload.Id, Cancellation);
        Assert.True(bytes.AsSpan().SequenceEqual(stored));
        Assert.Null(await Files.Original(fixture.B, upload.Id, Cancellation));
        Assert.Equal(document.Id, (await Files.Upload(fixture.A, upload.Id, Cancellation))!.ClaimedBy);
        Assert.Equal(CommitResult.VersionConflict, await fixture.Commit(fixture.A, new Changes { Claim = new UploadClaim(upload.Id, new DocumentId(Sample.NewId())) }));
        await Assert.ThrowsAsync<StorageException>(() => Files.StoreUpload(fixture.A, upload.Id, "late"u8.ToArray(), Sample.Start, Cancellation));
    }

    [Fact]
    public async Task A_sealed_tail_is_stored_once()
    {
        var document = await fixture.Offered(fixture.A);
        var tail = new SealedTail(document.Id, new TransactionId(Sample.NewId()), "one"u8.ToArray());

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => fixture.Commit(fixture.A, new Changes { Tail = tail }))));
        await fixture.Commit(fixture.A, new Changes { Tail = tail with { Bytes = "two"u8.ToArray() } });

        Assert.Equal(1, results.Count(result => result == CommitResult.Done));
        Assert.Equal("one"u8.ToArray(), await Files.Tail(fixture.A, document.Id, Cancellation));
    }

    [Fact]
    public async Task I4_purge_leaves_no_byte_no_key_and_no_way_to_store_again_and_the_disk_never_saw_plaintext()
    {
        var marker = $"canary-{Sample.NewId()}";
        var secret = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(marker, 500)));
        var (document, upload) = await Stored(secret);
        await fixture.Commit(fixture.A, new Changes
        {
            Tail = new SealedTail(document.Id, new TransactionId(Sample.NewId()), secret),
            Signature = Sample.Signature(document with { Title = marker }),
            Challenge = Sample.Challenge(document) with { Destination = $"{marker}@example.org" },
            Mails = [Sample.Mail(document) with { To = $"{marker}@example.org" }],
            Facts = [Sample.Fact(document.Id, "document.signed", ("who", marker))],
        }, Sample.Answer(Sample.NewId()) with { Body = $"\"{marker}\"" });
        await Files.StoreDerived(fixture.A, document.Id, "page-1.png", secret, Cancellation);
        Assert.Equal(secret, await Files.Derived(fixture.A, document.Id, "page-1.png", Cancellation));
        var keys = (byte[][])(await fixture.See($"select array_agg(wrapped) from data_key where owner in ('document:{document.Id}', 'upload:{upload}')"))!;
        Assert.Equal(2, keys.Length);
        await fixture.See("checkpoint");
        Assert.Equal(0, FilesWith(marker));

        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, new Changes { Purge = document.Id }));

        Assert.Null(await Files.Original(fixture.A, upload, Cancellation));
        Assert.Null(await Files.Tail(fixture.A, document.Id, Cancellation));
        Assert.Null(await Files.Derived(fixture.A, document.Id, "page-1.png", Cancellation));
        Assert.Equal(0L, await fixture.See($"select (select count(*) from blob where id in ('{document.Id}', '{upload}')) + (select count(*) from derived where document = '{document.Id}')"));
        Assert.Equal(0L, await fixture.See($"select count(*) from data_key where owner in ('document:{document.Id}', 'upload:{upload}') and wrapped is not null"));
        Assert.NotNull(await fixture.Rows.Document(fixture.A, document.Id, Cancellation));
        await Files.StoreDerived(fixture.A, document.Id, "page-2.png", secret, Cancellation);
        Assert.Null(await Files.Derived(fixture.A, document.Id, "page-2.png", Cancellation));
        Assert.Equal(CommitResult.VersionConflict, await fixture.Commit(fixture.A, new Changes { Tail = new SealedTail(document.Id, new TransactionId(Sample.NewId()), secret) }));
        await fixture.See("checkpoint");
        Assert.Equal(0, FilesWith(marker));
    }

    [Fact]
    public async Task A_purge_of_one_document_leaves_the_others_alone()
    {
        var (purged, _) = await Stored("one"u8.ToArray());
        var (kept, keptUpload) = await Stored("two"u8.ToArray());
        await Files.StoreDerived(fixture.A, kept.Id, "text", "words"u8.ToArray(), Cancellation);

        await fixture.Commit(fixture.A, new Changes { Purge = purged.Id });

        Assert.Equal("two"u8.ToArray(), await Files.Original(fixture.A, keptUpload, Cancellation));
        Assert.Equal("words"u8.ToArray(), await Files.Derived(fixture.A, kept.Id, "text", Cancellation));
    }

    [Fact]
    public async Task The_search_for_plaintext_does_find_plaintext()
    {
        var marker = $"canary-{Sample.NewId()}";
        await fixture.Offered(fixture.A, document => document with { FileName = $"{marker}.pdf" });
        await fixture.See("checkpoint");

        Assert.NotEqual(0, FilesWith(marker));
    }

    [Fact]
    public async Task Stale_uploads_go_and_claimed_ones_stay()
    {
        var (_, claimed) = await Stored("kept"u8.ToArray());
        var stale = Announcement() with { ExpiresAt = Sample.Start.AddMinutes(1) };
        await Files.Announce(fixture.A, [stale], Cancellation);
        await Files.StoreUpload(fixture.A, stale.Id, "gone"u8.ToArray(), Sample.Start, Cancellation);

        Assert.True(await Files.DropStale(Sample.Start.AddDays(400), Cancellation) >= 1);

        Assert.Null(await Files.Upload(fixture.A, stale.Id, Cancellation));
        Assert.Equal(0L, await fixture.See($"select count(*) from blob where id = '{stale.Id}'"));
        Assert.Equal(0L, await fixture.See($"select count(*) from data_key where owner = 'upload:{stale.Id}'"));
        Assert.NotNull(await Files.Original(fixture.A, claimed, Cancellation));
    }

    [Fact]
    public async Task Answers_live_thirty_days_and_as_long_as_their_document_is_open()
    {
        var open = await fixture.Offered(fixture.A);
        var closed = await fixture.Offered(fixture.A, document => document with { State = DocumentState.Withdrawn });
        await fixture.Commit(fixture.A, Changes.None, Sample.Answer("open") with { Document = open.Id });
        await fixture.Commit(fixture.A, Changes.None, Sample.Answer("closed") with { Document = closed.Id });
        await fixture.Commit(fixture.A, Changes.None, Sample.Answer("young") with { CreatedAt = Sample.Start.AddDays(2) });

        await fixture.Get<IHousekeeping>().DropExpired(Sample.Start.AddDays(31), Cancellation);

        Assert.NotNull(await fixture.Commits.FindAnswer(fixture.A, "worker:1", "open", Cancellation));
        Assert.Null(await fixture.Commits.FindAnswer(fixture.A, "worker:1", "closed", Cancellation));
        Assert.NotNull(await fixture.Commits.FindAnswer(fixture.A, "worker:1", "young", Cancellation));
    }

    [Fact]
    public async Task Another_master_key_opens_nothing()
    {
        await using var thief = new ThiefHost(fixture.Database.Options with { MasterKey = new byte[32] });

        await Assert.ThrowsAsync<StorageException>(() => thief.ReadAgency(fixture.A, Cancellation));
    }

    private static StagedUpload Announcement() => new(new UploadId(Sample.NewId()), "OVK.pdf", "application/pdf", 1, new string('a', 64), Sample.Start.AddDays(300));

    private async Task<(Document Document, UploadId Upload)> Stored(byte[] bytes)
    {
        var upload = Announcement();
        await Files.Announce(fixture.A, [upload], Cancellation);
        await Files.StoreUpload(fixture.A, upload.Id, bytes, Sample.Start, Cancellation);
        var worker = Sample.Worker();
        var document = Sample.Document(worker.Id);
        Assert.Equal(CommitResult.Done, await fixture.Commit(fixture.A, new Changes { Worker = worker, Document = document, Claim = new UploadClaim(upload.Id, document.Id) }));
        return ((await fixture.Rows.Document(fixture.A, document.Id, Cancellation))!, upload.Id);
    }

    /// <summary>Searches the whole data folder: tables, indexes, TOAST, write-ahead log, temporary files and the server's log.</summary>
    private static int FilesWith(string marker)
    {
        var needle = Encoding.UTF8.GetBytes(marker);
        var folder = PostgresServer.DataFolder ?? throw new InvalidOperationException("The server does not say where its data are.");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(file => Holds(file, needle));
    }

    private static bool Holds(string file, byte[] needle)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(needle) >= 0;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
