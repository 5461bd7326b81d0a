using CsCheck;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class NodeIdTests
{
    private static readonly TenantId Here = new("taldemo");
    private static readonly TenantId There = new("werkstad");
    private static readonly Gen<DocumentId> Ids = Gen.Byte.Array[16].Select(bytes => new DocumentId(OpaqueId.From(bytes)));

    [Fact]
    public void an_id_reads_back() =>
        Ids.Sample(id => Assert.Equal(id, NodeId.Document(NodeId.Of(Here, id).ToString(), Here)));

    [Fact]
    public void an_id_of_another_tenant_is_unknown() =>
        Ids.Sample(id => Assert.Null(NodeId.Document(NodeId.Of(There, id).ToString(), Here)));

    [Fact]
    public void an_id_of_another_kind_is_unknown() =>
        Ids.Sample(id => Assert.Null(NodeId.Worker(NodeId.Of(Here, id).ToString(), Here)));

    [Fact]
    public void no_text_makes_it_throw() =>
        Gen.String.Sample(text => Assert.False(NodeId.TryRead(text, Here, out _)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ZDp0YWxkZW1vOg")]
    [InlineData("fa353dec5dec4b799ef00ef5187df7be")]
    public void malformed_ids_are_unknown(string? text) => Assert.False(NodeId.TryRead(text, Here, out _));

    [Fact]
    public void there_is_one_text_for_an_id()
    {
        var text = NodeId.Of(Here, new DocumentId(new string('a', 32))).ToString();

        Assert.False(NodeId.TryRead(text + "=", Here, out _));
        Assert.False(NodeId.TryRead(" " + text, Here, out _));
    }

    [Fact]
    public void an_attempt_carries_its_document()
    {
        var (document, attempt) = (new DocumentId(new string('a', 32)), new TransactionId(new string('b', 32)));

        Assert.Equal((document, attempt), NodeId.Attempt(NodeId.Of(Here, document, attempt).ToString(), Here));
    }
}
