using Flexportal.Grains.Mails;
using Flexportal.Silo.Mails.Transports;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

public sealed class PickupTransportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flexportal-pickup");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2020, 12, 10, 10, 33, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task a_mail_becomes_one_file_and_a_retry_replaces_it()
    {
        var transport = new PickupTransport(new PickupFolder(_folder.FullName), _clock);

        var first = await transport.Send(SampleMail.To("marta@werk.test"), TestContext.Current.CancellationToken);
        await transport.Send(SampleMail.To("marta@werk.test"), TestContext.Current.CancellationToken);

        Assert.Equal(_clock.GetUtcNow(), Assert.IsType<HandOver.Accepted>(first).At);
        var file = Assert.Single(_folder.GetFiles());
        Assert.Equal("0123456789abcdef0123456789abcdef.eml", file.Name);
        Assert.Equal("marta@werk.test", MimeMessage.Load(file.FullName, TestContext.Current.CancellationToken).To.Mailboxes.Single().Address);
    }

    [Fact]
    public void a_name_cannot_leave_the_folder()
    {
        var folder = new PickupFolder(_folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "a.eml"), "");

        Assert.NotNull(folder.Find("a"));
        Assert.Null(folder.Find("../" + _folder.Name + "/a"));
    }
}
