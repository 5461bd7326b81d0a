using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Sealing.Fonts;

namespace Flexportal.Sealing.Proof;

/// <summary>The proof's pages, top to bottom: what a person wants to know first, then every field, then how to check it.</summary>
internal sealed class ProofLayout
{
    private const double LabelWidth = 82;
    private const double CellPadding = 8;

    private readonly TransactionEvidence evidence;
    private readonly ProofLook look;
    private readonly DocumentFonts fonts;
    private readonly ProofWords nl = ProofWords.Dutch;
    private readonly ProofWords second;
    private readonly ProofFields fields;
    private readonly ProofCanvas canvas;
    private readonly ProofFlow flow;

    public ProofLayout(TransactionEvidence evidence, ProofLook look, DocumentFonts fonts)
    {
        (this.evidence, this.look, this.fonts) = (evidence, look, fonts);
        second = ProofWords.BesideDutch(look.SecondLanguage);
        fields = new ProofFields(evidence, nl, second);
        canvas = new ProofCanvas(look.AccentRgb);
        flow = new ProofFlow(canvas, fonts);
    }

    public ProofCanvas Canvas => canvas;

    public StructureNode Structure { get; } = new("Part") { Language = "nl" };

    public void Draw()
    {
        Opening();
        FourQuestions();
        Happenings();
        Consent();
        SignatureLine();
        flow.NewPage();
        AllFields();
        HowToCheck();
    }

    /// <summary>Head and foot of a page, once the number of pages is known.</summary>
    public void Running(ContentWriter content, int page)
    {
        var agency = new Paragraph(fonts, ProofStyles.Width * 0.6).Add(look.AgencyName, ProofStyles.Running.AsBold());
        ProofCanvas.Artifact(content, [agency.Lines[0]], ProofStyles.Left, ProofStyles.HeadTop);
        var number = new Paragraph(fonts, ProofStyles.Width)
            .Add(ProofWords.Fill(nl.PageOf, page, canvas.Pages.Count) + " / ", ProofStyles.Running)
            .Add(ProofWords.Fill(second.PageOf, page, canvas.Pages.Count), TextStyle.Second(8, 11));
        ProofCanvas.Artifact(content, number.Lines, ProofStyles.Left + ProofStyles.Width - number.Lines[0].Width, ProofStyles.HeadTop);
        canvas.Rule(content, ProofStyles.Left, ProofStyles.HeadTop + 16, ProofStyles.Width, 3.4, null);
        canvas.Rule(content, ProofStyles.Left, ProofStyles.FootTop, ProofStyles.Width, 0.4, 0.6);
        var foot = new Paragraph(fonts, ProofStyles.Width).Add($"{nl.Transaction} {evidence.TransactionId}", ProofStyles.Foot);
        ProofCanvas.Artifact(content, foot.Lines, ProofStyles.Left, ProofStyles.FootTop + 4);
    }

    private void Opening()
    {
        flow.Gap(12);
        flow.Text(Structure.Add("H1"), flow.Paragraph()
            .Add(nl.Title, ProofStyles.Title)
            .Second(second.Title, second.Language, 11, 15));
        flow.Gap(14);
        var sentence = flow.Paragraph();
        AddSentence(sentence, nl, ProofStyles.Sentence, null);
        sentence.NewLine();
        AddSentence(sentence, second, TextStyle.Second(9, 13), second.Language);
        flow.Text(Structure.Add("P"), sentence);
    }

    /// <summary>The sentence with title and name in bold.</summary>
    private void AddSentence(Paragraph paragraph, ProofWords words, TextStyle style, string? language)
    {
        var strong = language is null ? style.AsBold() : style;
        var rest = words.Sentence;
        foreach (var (hole, value, look) in new[]
        {
            ("{0}", evidence.Title, strong),
            ("{1}", evidence.Signer.Name, strong),
            ("{2}", DutchTime.Proof(evidence.SignedAt, words.Language), style),
        })
        {
            var at = rest.IndexOf(hole, StringComparison.Ordinal);
            if (at > 0)
            {
                paragraph.Add(rest[..at], style, language);
            }

            paragraph.Add(value, look, language);
            rest = rest[(at + hole.Length)..];
        }

        paragraph.Add(rest, style, language);
    }

    private void FourQuestions()
    {
        flow.Gap(16);
        var (who, what, when, how) = (Question(nl.Who, second.Who), Question(nl.What, second.What), Question(nl.When, second.When), Question(nl.How, second.How));
        who.Add(evidence.Signer.Name, ProofStyles.Cell).NewLine().Add(evidence.Signer.Email, ProofStyles.Cell);
        var (pages, size) = (evidence.File.PageCount, evidence.File.Size);
        what.Add(evidence.File.Name, ProofStyles.Cell).NewLine()
            .Add(ProofWords.Fill(pages == 1 ? nl.OnePageAndBytes : nl.PagesAndBytes, pages, size), ProofStyles.Cell);
        when.Add(DutchTime.Sentence(evidence.SignedAt, nl.Language), ProofStyles.Cell).NewLine().Add(DutchTime.MachineUtc(evidence.SignedAt), ProofStyles.Cell);
        how.Add(nl.SignatureLabel(evidence.Signer.Signature), ProofStyles.Cell);
        if (evidence.Verification is { } check)
        {
            how.NewLine().Add(nl.MethodLabel(check.Method, check.Digits), ProofStyles.Cell);
        }

        flow.Framed([(Structure.Add("P"), who), (Structure.Add("P"), what)], CellPadding);
        flow.Framed([(Structure.Add("P"), when), (Structure.Add("P"), how)], CellPadding);
    }

    private Paragraph Question(string dutch, string other) => new Paragraph(fonts, (ProofStyles.Width / 2) - (2 * CellPadding))
        .Add(dutch, ProofStyles.Cell.AsBold()).Add("  " + other, TextStyle.Second(8, 13.5), second.Language).NewLine();

    private void Happenings()
    {
        flow.Gap(20);
        flow.Heading(Structure, nl.WhatHappened, second.WhatHappened, second.Language, 40);
        var table = Structure.Add("Table");
        const double Utc = 128, What = 222;
        var head = table.Add("TR");
        flow.Row(
            [
                (Header(head), Cell(Utc, nl.DutchTime, second.DutchTime, ProofStyles.Label), 0),
                (Header(head), new Paragraph(fonts, What - Utc).Add("UTC", ProofStyles.Label), Utc),
                (Header(head), Cell(ProofStyles.Width - What, nl.Event, second.Event, ProofStyles.Label), What),
            ],
            ruleAbove: false);
        foreach (var (at, happened, other) in fields.Events())
        {
            var row = table.Add("TR");
            var local = DutchTime.Local(at);
            flow.Row(
                [
                    (row.Add("TD"), new Paragraph(fonts, Utc).Add(Stamp(local), ProofStyles.Body.AsBold()).Add("  " + DutchTime.Offset(at), TextStyle.Second(7, 12.5)), 0),
                    (row.Add("TD"), new Paragraph(fonts, What - Utc).Add(Stamp(at.ToUniversalTime()), TextStyle.Second(7.5, 12.5)), Utc),
                    (row.Add("TD"), Cell(ProofStyles.Width - What, happened, other, ProofStyles.Body), What),
                ],
                ruleAbove: true);
        }
    }

    private static string Stamp(DateTimeOffset instant) => instant.ToString("dd-MM-yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private Paragraph Cell(double width, string dutch, string other, TextStyle style)
    {
        var cell = new Paragraph(fonts, width - 4).Add(dutch, style);
        return other == dutch ? cell : cell.Second(other, second.Language, ProofStyles.Fine.Size, ProofStyles.Fine.Leading);
    }

    /// <summary>A label and its second language, on one line where there is room.</summary>
    private Paragraph Label(string dutch, string other)
    {
        const double Width = LabelWidth - 2;
        if (other == dutch)
        {
            return new Paragraph(fonts, Width).Add(dutch + " ", ProofStyles.Label);
        }

        var beside = new Paragraph(fonts, Width).Add(dutch, ProofStyles.Label).Add($"  {other} ", TextStyle.Second(ProofStyles.Fine.Size, ProofStyles.Label.Leading), second.Language);
        return beside.Lines.Count == 1 && beside.Lines[0].Width <= Width - 5
            ? beside
            : new Paragraph(fonts, Width).Add(dutch, ProofStyles.Label).Second(other + " ", second.Language, ProofStyles.Fine.Size, ProofStyles.Fine.Leading);
    }

    private static StructureNode Header(StructureNode row) => row.Add(new StructureNode("TH") { Scope = "Column" });

    private void Consent()
    {
        if (evidence.Consents.Count == 0)
        {
            return;
        }

        flow.Gap(18);
        flow.Heading(Structure, nl.AgreedTo, second.AgreedTo, second.Language, 50);
        flow.Gap(6);
        var text = new Paragraph(fonts, ProofStyles.Width - (2 * CellPadding));
        var first = true;
        foreach (var consent in evidence.Consents.OrderBy(consent => consent.Language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? 0 : 1))
        {
            var tag = consent.Language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? consent.Language : null;
            if (first)
            {
                text.Add($"“{consent.Text}”", ProofStyles.Body, tag is "nl" ? null : tag);
            }
            else
            {
                text.Second($"“{consent.Text}” ({consent.Language})", tag ?? "und", 8, 11);
            }

            first = false;
        }

        flow.Framed([(Structure.Add("BlockQuote"), text)], CellPadding);
    }

    private void SignatureLine()
    {
        flow.Gap(22);
        var name = new Paragraph(fonts, ProofStyles.Width * 0.55).Add(evidence.Signer.Name, SignatureStyle(evidence.Signer.Name));
        flow.Keep(name.Height + 30);
        flow.Text(Structure.Add("P"), name);
        canvas.Rule(flow.Left, flow.Y + 2, ProofStyles.Width * 0.55, 2.2, null);
        flow.Gap(7);
        flow.Text(Structure.Add("P"), flow.Paragraph()
            .Add($"{nl.Signature}: {nl.SignatureLabel(evidence.Signer.Signature)}", ProofStyles.Running)
            .Second($"{second.Signature}: {second.SignatureLabel(evidence.Signer.Signature)}", second.Language, 7.5, 9.5));
    }

    private static TextStyle SignatureStyle(string name) => name.Length switch
    {
        < 60 => new TextStyle(15, 20, Bold: true),
        < 120 => new TextStyle(11, 15, Bold: true),
        _ => new TextStyle(9, 12, Bold: true),
    };

    private void AllFields()
    {
        flow.StartColumns();
        var groups = fields.Groups().Select(group => new FactGroup(group, this)).ToArray();
        var split = Split(groups, flow.Room);
        for (var index = 0; index < groups.Length; index++)
        {
            if (index == split)
            {
                flow.NextColumn();
            }

            groups[index].Draw();
        }

        flow.EndColumns();
    }

    /// <summary>How many groups stand in the left column so that the taller column is as short as can be; all of them where one page is too small.</summary>
    private static int Split(FactGroup[] groups, double room)
    {
        var (best, bestHeight) = (groups.Length, room);
        for (var left = 1; left < groups.Length; left++)
        {
            var height = Math.Max(groups[..left].Sum(group => group.Height), groups[left..].Sum(group => group.Height));
            (best, bestHeight) = height <= bestHeight ? (left, height) : (best, bestHeight);
        }

        return best;
    }

    private void HowToCheck()
    {
        flow.Gap(10);
        var steps = nl.Steps.Select((step, index) => Step(index, step, second.Steps[index])).ToArray();
        flow.Heading(Structure, nl.HowToCheck, second.HowToCheck, second.Language, steps.Sum(step => step.Height + 4));
        flow.Gap(3);
        var list = Structure.Add("L");
        foreach (var step in steps)
        {
            flow.Keep(step.Height);
            flow.Text(list.Add("LI").Add("LBody"), step);
            flow.Gap(4);
        }
    }

    private Paragraph Step(int index, string dutch, string other) => flow.Paragraph()
        .Add(ProofWords.Fill("{0}. ", index + 1), ProofStyles.Value.AsBold())
        .Add(ProofWords.Fill(dutch, evidence.File.Size), ProofStyles.Value)
        .Second(ProofWords.Fill(other, evidence.File.Size), second.Language, ProofStyles.Fine.Size, ProofStyles.Fine.Leading);

    /// <summary>One group as heading and facts. A fact is one paragraph of label and value to a reader aloud; tables of two columns would cost 60 objects more.</summary>
    private sealed class FactGroup
    {
        private const double GapBefore = 9;

        private readonly ProofGroup group;
        private readonly ProofLayout layout;
        private readonly (Paragraph Label, Paragraph Value)[] rows;

        public FactGroup(ProofGroup group, ProofLayout layout)
        {
            (this.group, this.layout) = (group, layout);
            rows = [.. group.Fields.Select(field =>
            {
                var value = new Paragraph(layout.fonts, layout.flow.Width - LabelWidth);
                field.Value(value);
                return (layout.Label(field.Label, field.SecondLabel), value);
            })];
            Height = GapBefore + ProofStyles.Heading.Leading + 3 + rows.Sum(row => ProofFlow.RowHeight([row.Label, row.Value]));
        }

        public double Height { get; }

        public void Draw()
        {
            layout.flow.GapBetween(GapBefore);
            layout.flow.Heading(layout.Structure, group.Heading, group.SecondHeading, layout.second.Language, ProofFlow.RowHeight([rows[0].Label, rows[0].Value]));
            for (var index = 0; index < rows.Length; index++)
            {
                var fact = layout.Structure.Add("P");
                layout.flow.Row([(fact, rows[index].Label, 0), (fact, rows[index].Value, LabelWidth)], ruleAbove: index > 0);
            }
        }
    }
}
