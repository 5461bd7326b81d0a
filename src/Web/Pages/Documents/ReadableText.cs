namespace Flexportal.Web.Pages.Documents;

/// <summary>
/// The text of a page as paragraphs that wrap by the reader's width: a line that the paper broke is joined with the one before it.
/// Nothing is added or left out but white space.
/// </summary>
internal static class ReadableText
{
    // A shorter line ends because its writer ended it: an address, a cell, a heading.
    private const int BrokenByPaper = 50;

    private static readonly char[] Ends = ['.', ':', ';', '!', '?'];

    /// <summary>The paragraphs of one page, in order.</summary>
    public static IReadOnlyList<string> Paragraphs(string page)
    {
        var paragraphs = new List<string>();
        var broken = false;
        foreach (var line in page.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length > 0 && broken)
                paragraphs[^1] = $"{paragraphs[^1]} {line}";
            else if (line.Length > 0)
                paragraphs.Add(line);
            broken = line.Length >= BrokenByPaper && !Ends.Contains(line[^1]);
        }

        return paragraphs;
    }
}
