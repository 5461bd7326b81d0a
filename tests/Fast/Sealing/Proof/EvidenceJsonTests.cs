using System.Text;
using Flexportal.Sealing.Proof;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Proof;

public sealed class EvidenceJsonTests
{
    private const string Golden =
        """{"agency":{"id":"taldemo","name":"Tal Demo Uitzendbureau B.V."},"consents":[{"language":"nl","text":"Ik heb Uitzendovereenkomst fase A gelezen en ga akkoord. Mijn klik op Ondertekenen is mijn handtekening."},{"language":"en","text":"I have read Uitzendovereenkomst fase A and agree. My click on Ondertekenen is my signature."}],"createdAt":"2020-12-10T10:32:58Z","file":{"name":"OVK N. van Dooren.pdf","pageCount":5,"sha256":"9c1f2ab047d0e6b35518c2fd0b7a90e4d63c81aa7f20be594e0d1c77a2b86f13","size":240118},"format":"flexportal-evidence","offeredAt":"2020-12-09T08:00:03Z","offeredBy":"Daan de Wit, planner","openedAt":"2020-12-10T10:31:40Z","signIn":{"accountId":"a1b2c3d4e5f60718293a4b5c6d7e8f90","email":"niki.account@example.com","ip":"203.0.113.24","loginName":"niki.login@example.com","name":"Niki van Dooren-Login","number":"FW-7745","role":"worker","since":"2020-12-10T10:30:52Z"},"signedAt":"2020-12-10T10:34:12Z","signer":{"email":"niki.signer@example.com","id":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","ip":"203.0.113.99","name":"Niki van Dooren","signature":"CLICK"},"title":"Uitzendovereenkomst fase A","transactionId":"fa353dec5dec4b799ef00ef5187df7be","verification":{"acceptedAt":"2020-12-10T10:33:04Z","codesSent":2,"digits":4,"enteredAt":"2020-12-10T10:34:11Z","maxWrongTries":5,"method":"EMAIL_CODE","sentAt":"2020-12-10T10:33:02Z","sentTo":"niki.code@example.com","wrongTries":1},"version":1}""";

    [Fact]
    public void the_bytes_are_fixed() => Assert.Equal(Golden, Encoding.UTF8.GetString(EvidenceJson.Write(Sample.Evidence)));

    [Fact]
    public void what_is_written_is_read_back_to_the_last_tick()
    {
        var evidence = Sample.Evidence with
        {
            OpenedAt = null,
            SignedAt = Sample.Evidence.SignedAt.AddTicks(1234567),
            CreatedAt = Sample.Evidence.CreatedAt.ToOffset(TimeSpan.FromHours(1)),
            SignIn = Sample.Evidence.SignIn with { Number = null, Name = "Łukasz \"Łuk\" Ștefan \U0001F600\u202E" },
            Verification = Sample.Evidence.Verification! with { AcceptedAt = null },
        };
        Assert.True(EvidenceJson.TryRead(EvidenceJson.Write(evidence), out var read, out var fault), fault);
        Assert.Equal(evidence with { Consents = read!.Consents }, read);
        Assert.Equal(evidence.Consents, read.Consents);
    }

    [Fact]
    public void a_transaction_without_code_is_read_back()
    {
        var bytes = EvidenceJson.Write(Sample.Evidence with { Verification = null });
        Assert.Contains("\"verification\":null", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.True(EvidenceJson.TryRead(bytes, out var read, out _));
        Assert.Null(read!.Verification);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{\"agency\"", "{ \"agency\"")]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"version\":1", "\"version\":1,\"x\":1")]
    [InlineData("flexportal-evidence", "other-evidence")]
    [InlineData("\"pageCount\":5", "\"pageCount\":5.0")]
    [InlineData("2020-12-10T10:34:12Z", "2020-12-10T11:34:12+01:00")]
    [InlineData("2020-12-10T10:34:12Z", "2020-12-10T10:34:12.0Z")]
    [InlineData("\"name\":\"Niki van Dooren\"", "\"name\":\"Niki v\\u0061n Dooren\"")]
    [InlineData("\"name\":\"Niki van Dooren\"", "\"name\":null")]
    [InlineData("\"signature\":\"CLICK\"", "\"signature\":\"CLICK\",\"signature\":\"DRAWN\"")]
    public void anything_else_is_refused(string from, string to)
    {
        var text = from.Length == 0 ? to : Golden.Replace(from, to, StringComparison.Ordinal);
        Assert.False(EvidenceJson.TryRead(Encoding.UTF8.GetBytes(text), out var read, out var fault));
        Assert.Null(read);
        Assert.NotNull(fault);
    }
}
