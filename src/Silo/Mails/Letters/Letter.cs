using System.Collections.Immutable;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>The words of one mail, from which both its parts are made: they cannot differ.</summary>
public sealed record Letter
{
    public required string Subject { get; init; }

    /// <summary>What a phone shows under the subject.</summary>
    public required string Preview { get; init; }

    public required string Title { get; init; }

    public ImmutableArray<Block> Blocks { get; init; } = [];

    /// <summary>The one button; its bare address stands under it.</summary>
    public Button? Button { get; init; }

    /// <summary>Whether the agency's own people read it: they need no word on how to reach themselves.</summary>
    public bool ForAgency { get; init; }

    /// <summary>Who gets an answer, where it is not the agency.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Small print under the button.</summary>
    public ImmutableArray<Line> After { get; init; } = [];
}

/// <summary>The one thing to press.</summary>
public sealed record Button(string Label, string Address);

/// <summary>A part of the body.</summary>
public abstract record Block
{
    private Block()
    {
    }

    public sealed record Paragraph(Line Line) : Block;

    /// <summary>The digits, large.</summary>
    public sealed record Code(string Digits) : Block;

    /// <summary>A name on the line that it was signed on.</summary>
    public sealed record Signed(string Name) : Block;
}

/// <summary>A line of text with bold parts.</summary>
public sealed record Line(ImmutableArray<Run> Runs)
{
    /// <summary>Fills a sentence: <c>*…*</c> is bold, <c>{0}</c> a value. Values are taken as they are, whatever they contain.</summary>
    public static Line Of(string sentence, params object?[] values)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        var bold = false;
        foreach (var part in sentence.Split('*'))
        {
            if (part.Length > 0)
            {
                runs.Add(new Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, part, values), bold));
            }

            bold = !bold;
        }

        return new(runs.ToImmutable());
    }

    public override string ToString() => string.Concat(Runs.Select(run => run.Text));
}

/// <summary>Text in one weight.</summary>
public sealed record Run(string Text, bool Bold);
