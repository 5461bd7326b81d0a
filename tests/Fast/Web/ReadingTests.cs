using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Home;
using Xunit;

namespace Flexportal.Tests.Fast.Web;

/// <summary>W6, W7 and W8: the lists' first words, reading what cannot be signed, and a document as text.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    private FakePortal _portal = null!;

    public async ValueTask InitializeAsync() => Sample.Fill(_portal = await FakePortal.Start());

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task W8_the_text_has_a_heading_for_each_page_that_the_pages_lead_to()
    {
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync($"/d/{FakePortal.Id('a')}/tekst", Cancel);
        Assert.Contains("<h2 id=\"t1\">Pagina 1 van 5</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"t3\">Pagina 3 van 5</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<p>Artikel 2 Loon</p>", html, StringComparison.Ordinal);
        var words = Pages.Words(html);
        Assert.Contains("Pagina 2 van 5 Geen tekst in dit bestand.", words, StringComparison.Ordinal);
        Assert.Contains("Dit zijn de eerste 3 pagina's als tekst.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void W8_lines_that_the_paper_broke_are_one_paragraph_again()
    {
        const string page = """
            Tal Demo Uitzendbureau
            Stationsstraat 12

            Arbeidsovereenkomst met uitzendbeding als bedoeld in de artikelen 7:690 en 7:691 van het
            Burgerlijk Wetboek. Kenmerk TD-2020-1187.
            De ondergetekenden:
            """;
        Assert.Equal(
            [
                "Tal Demo Uitzendbureau", "Stationsstraat 12",
                "Arbeidsovereenkomst met uitzendbeding als bedoeld in de artikelen 7:690 en 7:691 van het Burgerlijk Wetboek. Kenmerk TD-2020-1187.",
                "De ondergetekenden:",
            ],
            ReadableText.Paragraphs(page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\n")]
    [InlineData("een\n\ntwee\r\n  drie")]
    public void W8_no_word_is_lost_or_added(string page) =>
        Assert.Equal(page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), string.Join(' ', ReadableText.Paragraphs(page)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData('e', "Je kunt dit document lezen, maar nu niet ondertekenen. Bekijk waarom")]
    [InlineData('f', "Je kunt dit document lezen, maar nu niet ondertekenen. Bekijk waarom")]
    [InlineData('1', "Je hebt Uitzendovereenkomst fase A ondertekend. Transactiebewijs")]
    public async Task W7_a_document_that_cannot_be_signed_now_says_so_on_top_and_offers_no_step(char id, string words)
    {
        using var browser = _portal.Browser();
        var html = await browser.GetStringAsync($"/d/{FakePortal.Id(id)}/lezen", Cancel);
        Assert.Contains(words, Pages.Words(html), StringComparison.Ordinal);
        Assert.DoesNotContain("Stap 1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"bar\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W6_with_only_a_blocked_document_not_everything_is_done()
    {
        var home = Sample.Home(_portal).Viewer!;
        var blocked = home.ToSign.Nodes[0] with { State = "LOCKED" };
        _portal.Answer("Home", new HomeData(home with { ToSign = new ToSignList([blocked]) }));
        using var browser = _portal.Browser();
        var words = Pages.Words(await browser.GetStringAsync("/", Cancel));
        Assert.Contains("Hallo Niki van Dooren, je kunt nu niets ondertekenen. 1 document is geblokkeerd.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("alles is klaar", words, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
