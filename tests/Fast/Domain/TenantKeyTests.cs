using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class TenantKeyTests
{
    [Theory]
    [InlineData("taldemo/fa353dec5dec4b799ef00ef5187df7be", "taldemo", "fa353dec5dec4b799ef00ef5187df7be")]
    [InlineData("taldemo/", "taldemo", "")]
    [InlineData("tal-demo2/x/y", "tal-demo2", "x/y")]
    public void A_key_is_tenant_slash_id(string key, string tenant, string id)
    {
        Assert.Equal(new TenantKey(new TenantId(tenant), id), TenantKey.Parse(key));
        Assert.Equal(key, TenantKey.Parse(key).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("taldemo")]
    [InlineData("/id")]
    [InlineData("Taldemo/id")]
    [InlineData("tal demo/id")]
    [InlineData("07773229")]
    [InlineData("fa353dec5dec4b799ef00ef5187df7be")]
    public void A_key_without_a_tenant_throws(string key) => Assert.Throws<FormatException>(() => TenantKey.Parse(key));

    [Theory]
    [InlineData("ab", true)]
    [InlineData("a", false)]
    [InlineData("a-", false)]
    [InlineData("1a", false)]
    [InlineData("a_b", false)]
    [InlineData("aé", false)]
    [InlineData(null, false)]
    public void A_tenant_is_a_slug(string? text, bool ok) => Assert.Equal(ok, TenantId.TryParse(text, out _));

    [Theory]
    [InlineData("fa353dec5dec4b799ef00ef5187df7be", true)]
    [InlineData("FA353DEC5DEC4B799EF00EF5187DF7BE", false)]
    [InlineData("fa353dec5dec4b799ef00ef5187df7b", false)]
    [InlineData("fa353dec-5dec-4b79-9ef0-0ef5187df7be", false)]
    [InlineData("", false)]
    public void An_id_is_thirty_two_lower_hex_digits(string text, bool ok) => Assert.Equal(ok, DocumentId.TryParse(text, out _));
}
