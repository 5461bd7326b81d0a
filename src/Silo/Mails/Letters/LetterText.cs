using System.Text;
using Flexportal.Domain.Agencies;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>The plain text part: the letter's words, nothing else.</summary>
internal static class LetterText
{
    public static string Of(Letter letter, Agency agency, Footer footer)
    {
        var text = new StringBuilder();
        Add(agency.Name);
        Add(letter.Title);
        foreach (var block in letter.Blocks)
        {
            Add(block switch
            {
                Block.Paragraph paragraph => paragraph.Line.ToString(),
                Block.Code code => code.Digits,
                Block.Signed signed => signed.Name,
                _ => throw new InvalidOperationException($"No text for {block.GetType().Name}."),
            });
        }

        if (letter.Button is { } button)
        {
            Add($"{button.Label}:\n{button.Address}");
        }

        foreach (var line in letter.After)
        {
            Add(line.ToString());
        }

        Add("-- \n" + string.Join('\n', footer.Lines));
        return text.ToString();

        void Add(string paragraph) => text.Append(text.Length > 0 ? "\n" : "").Append(paragraph).Append('\n');
    }
}
