using System.Diagnostics;
using System.Text;
using Flexportal.Rendering;
using Xunit;

namespace Flexportal.Tests.Fast.Rendering;

public sealed class PopplerRendererTests : IDisposable
{
    // Small limits keep the malicious files short; the good ones need a tenth of them.
    private readonly PopplerRenderer _renderer = new(new RenderLimits { CpuSeconds = 1, Time = TimeSpan.FromSeconds(6), Memory = 256L << 20, Output = 4 << 20 });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _renderer.Dispose();

    [Fact]
    public async Task every_page_has_its_size_and_rotation_turns_it()
    {
        Assert.Equal(Enumerable.Repeat(new PageSize(595, 842), 3), await _renderer.Pages(SmallPdf.Contract(), Cancel));
        Assert.Equal([new PageSize(842, 595)], await _renderer.Pages(SmallPdf.Contract(1, rotate: 90), Cancel));
    }

    [Theory]
    [InlineData(PageWidths.Small)]
    [InlineData(PageWidths.Medium)]
    [InlineData(PageWidths.Large)]
    public async Task a_page_is_an_image_of_the_wanted_width(int width)
    {
        var page = await _renderer.Page(SmallPdf.Contract(), 2, width, Cancel);
        Assert.Equal("image/jpeg", page.MediaType);
        Assert.Equal((width, new PageSize(595, 842).HeightAt(width)), (page.Width, page.Height));
    }

    [Fact]
    public async Task a_turned_page_is_as_wide_as_asked()
    {
        var page = await _renderer.Page(SmallPdf.Contract(1, rotate: 270), 1, 800, Cancel);
        Assert.Equal((800, new PageSize(842, 595).HeightAt(800)), (page.Width, page.Height));
    }

    [Fact]
    public async Task the_text_is_that_of_the_page_only()
    {
        var text = await _renderer.Text(SmallPdf.Contract(text: "Uren per week: 36"), 3, Cancel);
        Assert.Equal("Uren per week: 36 3", text);
    }

    [Fact]
    public async Task a_page_that_is_not_there_has_its_own_answer()
    {
        Assert.Equal(RenderFailure.NoSuchPage, await Failure(() => _renderer.Page(SmallPdf.Contract(), 4, 480, Cancel)));
        Assert.Equal(RenderFailure.NoSuchPage, await Failure(() => _renderer.Text(SmallPdf.Contract(), 4, Cancel)));
    }

    [Fact]
    public async Task a_broken_file_is_damaged_and_nothing_else()
    {
        byte[][] files = [[], "%PDF-1.7"u8.ToArray(), Encoding.ASCII.GetBytes(new string('x', 100_000)), SmallPdf.Contract()[..200]];
        foreach (var file in files)
            Assert.Equal(RenderFailure.Damaged, await Failure(() => _renderer.Pages(file, Cancel)));
    }

    [Fact]
    public async Task forms_that_multiply_are_ended_by_the_limit_on_time()
    {
        Assert.Equal(RenderFailure.TooHeavy, await Failure(() => _renderer.Page(SmallPdf.LaughingForms(), 1, 480, Cancel)));
        Assert.Equal(3, (await _renderer.Pages(SmallPdf.Contract(), Cancel)).Count);
    }

    [Fact]
    public async Task a_deflate_bomb_is_ended_and_the_host_keeps_its_memory()
    {
        var bomb = SmallPdf.DeflateBomb(200);
        Assert.True(bomb.Length < 2_000_000);
        var before = Environment.WorkingSet;
        Assert.Equal(RenderFailure.TooHeavy, await Failure(() => _renderer.Page(bomb, 1, 1400, Cancel)));
        Assert.True(Environment.WorkingSet - before < 100 << 20);
    }

    [Theory]
    [InlineData("[0 0 1 1000000]")]
    [InlineData("[0 0 20 14400]")]
    public async Task a_page_of_absurd_shape_is_too_heavy(string mediaBox) =>
        Assert.Equal(RenderFailure.TooHeavy, await Failure(() => _renderer.Page(SmallPdf.Contract(1, mediaBox), 1, 1400, Cancel)));

    [Fact]
    public async Task a_cancelled_call_leaves_no_child_behind()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _renderer.Page(SmallPdf.LaughingForms(), 1, 480, soon.Token));
        Assert.Equal(3, (await _renderer.Pages(SmallPdf.Contract(), Cancel)).Count);
        Assert.DoesNotContain(Process.GetProcessesByName("pdftoppm"), p => ParentOf(p.Id) == Environment.ProcessId);
    }

    [Fact]
    public async Task more_calls_than_places_wait_and_are_refused_when_the_wait_is_over()
    {
        using var narrow = new PopplerRenderer(new RenderLimits { Processes = 1, Wait = TimeSpan.Zero, CpuSeconds = 1 });
        var heavy = narrow.Page(SmallPdf.LaughingForms(), 1, 480, Cancel);
        Assert.Equal(RenderFailure.Busy, await Failure(() => narrow.Pages(SmallPdf.Contract(), Cancel)));
        await Failure(() => heavy);
        Assert.Equal(3, (await narrow.Pages(SmallPdf.Contract(), Cancel)).Count);
    }

    private static async Task<RenderFailure> Failure(Func<Task> call) => (await Assert.ThrowsAsync<RenderingException>(call)).Failure;

    // Field 4 of /proc/PID/stat, after the name in brackets. A killed child may linger as a zombie until it is reaped: that is not "behind".
    private static int ParentOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? 0 : int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
