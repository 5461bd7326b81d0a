using Flexportal.Api;
using Flexportal.Api.Files;
using Flexportal.Domain.Common;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class FileAddressesTests
{
    private static readonly TenantId Here = new("taldemo");
    private static readonly TenantId There = new("werkstad");
    private static readonly DocumentId Document = new(new string('a', 32));
    private static readonly UploadId Upload = new(new string('b', 32));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly FileAddresses _addresses;

    public FileAddressesTests() => _addresses = Make(1);

    [Fact]
    public void an_address_names_its_file() => Assert.Equal((FileKind.Signed, Document), _addresses.ReadDownload(Here, Text(FileKind.Signed)));

    [Fact]
    public void it_works_five_minutes()
    {
        var text = Text(FileKind.Original);
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.NotNull(_addresses.ReadDownload(Here, text));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_addresses.ReadDownload(Here, text));
    }

    [Fact]
    public void it_works_for_its_tenant_only() => Assert.Null(_addresses.ReadDownload(There, Text(FileKind.Original)));

    [Fact]
    public void another_key_makes_another_address() => Assert.Null(Make(2).ReadDownload(Here, Text(FileKind.Original)));

    [Fact]
    public void no_character_can_be_changed()
    {
        var text = Text(FileKind.Original);
        // The last character of Base64 holds bits that do not count; the whole text is compared, so it counts as well.
        for (var i = 0; i < text.Length; i++)
            Assert.Null(_addresses.ReadDownload(Here, string.Concat(text.AsSpan(0, i), text[i] == 's' ? "t" : "s", text.AsSpan(i + 1))));
    }

    [Fact]
    public void an_upload_address_is_bound_to_its_upload()
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(_addresses.Upload(Here, Upload, _time.GetUtcNow().AddHours(1)).Path.Split('?')[1]);

        Assert.True(_addresses.AllowsUpload(Here, Upload, query["until"], query["signature"]));
        Assert.False(_addresses.AllowsUpload(There, Upload, query["until"], query["signature"]));
        Assert.False(_addresses.AllowsUpload(Here, new UploadId(new string('c', 32)), query["until"], query["signature"]));
        Assert.False(_addresses.AllowsUpload(Here, Upload, "9999999999", query["signature"]));
        Assert.False(_addresses.AllowsUpload(Here, Upload, query["until"], null));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_addresses.AllowsUpload(Here, Upload, query["until"], query["signature"]));
    }

    private string Text(FileKind kind) => _addresses.Download(Here, Document, kind).Path["/files/".Length..];

    private FileAddresses Make(byte key) => new(Options.Create(new ApiOptions { Secret = [.. Enumerable.Repeat(key, 32)] }), _time);
}
