using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;
using Flexportal.Sealing.Proof;
using Flexportal.Tests.Fast.Sealing.Cms;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Proof;

public sealed class ProofPagesTests
{
    private static readonly string[] Signatures = ["CLICK", "TYPED", "DRAWN"];
    private static readonly string[] Methods = ["EMAIL_CODE", "EMAIL_LINK", "SMS_CODE", "PASSKEY"];

    [Fact]
    public async Task every_field_comes_back_as_text()
    {
        var text = await Text(TinyPdf.Draw(Sample.Evidence, Sample.Look, 0, 0));
        foreach (var value in Values(Sample.Evidence))
        {
            Assert.Contains(Squeezed(value), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task every_label_stands_in_both_languages()
    {
        var text = await Text(TinyPdf.Draw(Sample.Evidence, Sample.Look, 0, 0));
        foreach (var words in ProofWords.All)
        {
            foreach (var label in new[]
            {
                words.Title, words.Who, words.What, words.When, words.How, words.WhatHappened, words.AgreedTo, words.TransactionId, words.Created, words.Signed, words.FileName,
                words.PageCount, words.Size, words.OfferedBy, words.ApiKey, words.Agency, words.AccountId, words.LoginName, words.Role, words.Worker, words.Number, words.SignedInSince,
                words.Method, words.SentTo, words.Sent, words.Accepted, words.Entered, words.CodesSent, words.WrongTries, words.Signer, words.IpAddress, words.Email, words.Signature,
                words.HowToCheck, ProofWords.Fill(words.PageOf, 1, 2), ProofWords.Fill(words.PageOf, 2, 2), ProofWords.Fill(words.Steps[1], 240118),
            })
            {
                Assert.Contains(Squeezed(label), text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task what_is_unknown_is_said()
    {
        var evidence = Sample.Evidence with
        {
            OpenedAt = null,
            Verification = null,
            SignIn = Sample.Evidence.SignIn with { Number = null },
        };
        var text = await Text(TinyPdf.Draw(evidence, Sample.Look, 0, 0));
        Assert.Contains(Squeezed(ProofWords.Dutch.NoVerification), text, StringComparison.Ordinal);
        Assert.Contains("nietingevuld", text, StringComparison.Ordinal);
        Assert.Contains("nietvastgelegd", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Squeezed(ProofWords.Dutch.EmailCode), text, StringComparison.Ordinal);
    }

    /// <summary>Every act with every check, and without one.</summary>
    public static IEnumerable<TheoryDataRow<string, string?>> Ways() =>
        from signature in Signatures from method in Methods.Append(null) select new TheoryDataRow<string, string?>(signature, method);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task only_the_labels_of_the_methods_used_are_printed(string signature, string? method)
    {
        var evidence = Sample.Evidence with
        {
            Signer = Sample.Evidence.Signer with { Signature = signature },
            Verification = method is null ? null : Sample.Evidence.Verification! with { Method = method },
            Consents = [],
        };
        var text = await Text(TinyPdf.Draw(evidence, Sample.Look));
        foreach (var words in ProofWords.All)
        {
            Assert.All(Signatures, other => Assert.Equal(other == signature, text.Contains(Squeezed(words.SignatureLabel(other)), StringComparison.Ordinal)));
            Assert.All(Methods, other => Assert.Equal(other == method, text.Contains(Squeezed(words.MethodLabel(other)), StringComparison.Ordinal)));
        }

        Assert.Equal(method == "EMAIL_CODE", text.Contains("Codeverstuurdpere-mail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_act_without_a_label_keeps_its_own_name()
    {
        var evidence = Sample.Evidence with { Verification = Sample.Evidence.Verification! with { Method = "TOTP_APP" } };
        Assert.Contains("TOTP_APP", await Text(TinyPdf.Draw(evidence, Sample.Look, 0, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task long_texts_grow_over_pages_and_lose_nothing()
    {
        var name = Long("Wolfeschlegelsteinhausenbergerdorff van der Łódź-Ștefănescu ", 300);
        var unbroken = Long("Онегин", 300);
        var evidence = Sample.Evidence with
        {
            Title = Long("Overeenkomst voor bepaalde tijd met uitzendbeding ", 2500),
            OfferedBy = unbroken,
            File = Sample.Evidence.File with { Name = Long("bestand-zonder-spaties_", 3000) },
            Signer = Sample.Evidence.Signer with { Name = name, Email = Long("e", 250) + "@example.com" },
            SignIn = Sample.Evidence.SignIn with { Name = name },
            Consents = [new EvidenceConsent("nl", Long("Ik ga akkoord met alles wat hier staat. ", 9000)), new EvidenceConsent("pl", Long("Zgadzam się. ", 2000))],
        };
        var bytes = TinyPdf.Draw(evidence, Sample.Look with { AgencyName = name }, out var drawn);
        var text = await Text(bytes, crop: true);
        Assert.True(drawn.Pages.Count > 4);
        foreach (var value in new[] { name, unbroken, evidence.Title, evidence.File.Name, evidence.Consents[0].Text, evidence.Consents[1].Text })
        {
            Assert.Contains(Squeezed(value), text, StringComparison.Ordinal);
        }

        Assert.Contains($"Pagina{drawn.Pages.Count}van{drawn.Pages.Count}", text, StringComparison.Ordinal);
        await Check(bytes);
    }

    [Fact]
    public void a_page_needs_nothing_from_the_tree_it_hangs_under()
    {
        TinyPdf.Draw(Sample.Evidence, Sample.Look, out var drawn);
        Assert.Equal(2, drawn.Pages.Count);
        foreach (var page in drawn.Pages)
        {
            Assert.All(["Type", "MediaBox", "CropBox", "Rotate", "Resources", "Contents", "StructParents", "Tabs"], key => Assert.NotNull(page.Dictionary[key]));
            Assert.Null(page.Dictionary["Parent"]);
        }

        Assert.Equal([0, 1], drawn.ParentTree.Select(entry => entry.Key));
    }

    [Fact]
    public async Task the_structure_is_whole_and_in_reading_order()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("proof.pdf", TinyPdf.Draw(Sample.Evidence, Sample.Look, 0, 0));
        var (exit, structure) = await Tool.Run("pdfinfo", "-struct-text", file);
        Assert.Equal(0, exit);
        foreach (var (type, least) in new[] { ("H1", 1), ("H2", 9), ("P", 39), ("Table", 1), ("TR", 9), ("TH", 3), ("TD", 24), ("LI", 4), ("BlockQuote", 1) })
        {
            var found = structure.Split('\n').Count(line => line.TrimStart().TrimEnd(':') == type || line.TrimStart().StartsWith(type + " ", StringComparison.Ordinal));
            Assert.True(found >= least, $"{found} of {type}, fewer than {least}");
        }

        var spoken = string.Concat(structure.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('"')).Select(line => line.Trim('"')));
        Assert.Contains("Transactienummer Transaction id fa353dec5dec4b799ef00ef5187df7be", spoken, StringComparison.Ordinal);
        Assert.Contains("Niki van Dooren op donderdag 10 december 2020 om 11:34:12 uur", spoken, StringComparison.Ordinal);
        var squeezed = Squeezed(spoken);
        var last = 0;
        foreach (var step in new[] { "Transactiebewijs", "Wie", "Watisergebeurd", "Waarmeeisingestemd", "Transactienummer", "Origineelbestand", "Aangebodendoor", "Ondertekenaar", "Inloggen", "Verificatie", "Zocontroleer" })
        {
            var at = squeezed.IndexOf(step, last, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{step} is not after what precedes it");
            last = at;
        }

        foreach (var value in Values(Sample.Evidence).Where(value => value != Sample.Evidence.File.Sha256))
        {
            Assert.Contains(Squeezed(value), squeezed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task tools_find_no_fault_and_every_font_is_embedded_with_unicode()
    {
        var evidence = Sample.Evidence with { Title = "Łukasz Ștefan Олександр ☑ Երևան" };
        var bytes = TinyPdf.Draw(evidence, Sample.Look);
        await Check(bytes);
        using var folder = new TemporaryFolder();
        var (_, fonts) = await Tool.Run("pdffonts", folder.File("proof.pdf", bytes));
        var rows = fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(5, rows.Length);
        Assert.All(rows, row => Assert.Matches(@"^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes", row));
    }

    [Fact]
    public async Task the_stamp_names_signer_moment_agency_and_transaction()
    {
        TinyPdf.Draw(Sample.Evidence, Sample.Look, out var drawn);
        Assert.NotNull(drawn.Stamp);
        var text = await Text(TinyPdf.Draw(Sample.Evidence, Sample.Look));
        Assert.Contains("OndertekenddoorNikivanDooren10-12-202011:34:12(UTC+1)TalDemoUitzendbureauTransactiefa353dec5dec4b799ef00ef5187df7be", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_name_too_long_for_the_stamp_ends_in_dots()
    {
        var evidence = Sample.Evidence with { Signer = Sample.Evidence.Signer with { Name = Long("Wolfeschlegelsteinhausenbergerdorff ", 300) } };
        var text = await Text(TinyPdf.Draw(evidence, Sample.Look, 60, 14));
        Assert.Contains("…10-12-2020", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signer.name", "Niki \U0001F600", "U+1F600")]
    [InlineData("title", "مرحبا", "U+0645")]
    [InlineData("file.name", "שלום.pdf", "U+05E9")]
    [InlineData("offeredBy", "田中", "U+7530")]
    [InlineData("consents.text", "नमस्ते", "U+0928")]
    [InlineData("signIn.name", "bel\u0007", "U+0007")]
    public void a_character_without_glyph_is_refused_by_name(string member, string text, string named)
    {
        var sample = Sample.Evidence;
        var evidence = member switch
        {
            "signer.name" => sample with { Signer = sample.Signer with { Name = text } },
            "title" => sample with { Title = text },
            "file.name" => sample with { File = sample.File with { Name = text } },
            "offeredBy" => sample with { OfferedBy = text },
            "signIn.name" => sample with { SignIn = sample.SignIn with { Name = text } },
            _ => sample with { Consents = [new EvidenceConsent("hi", text)] },
        };
        Assert.Equal(new SealRefusal(SealRefusalReason.TextUnprintable, Detail: $"{named} in {member}"), ProofDrawing.Check(evidence, Sample.Look));
        Assert.Null(ProofDrawing.Check(sample, Sample.Look));
    }

    [Fact]
    public void texts_of_others_cannot_write_operators()
    {
        var evil = "x) Tj ET EMC /P<</MCID 0>>BDC ((\\";
        var evidence = Sample.Evidence with
        {
            Title = evil,
            File = Sample.Evidence.File with { Sha256 = ")>>BDC" },
            Consents = [new EvidenceConsent("nl)>>BDC", evil)],
        };
        TinyPdf.Draw(evidence, Sample.Look, out var drawn);
        Assert.Equal(2, drawn.Pages.Count);
        Assert.All(Contents(evidence), content =>
        {
            Assert.Equal(Count(content, "BDC\n") + Count(content, "BMC "), Count(content, "EMC\n"));
            Assert.DoesNotContain("MCID 0>>BDC ((", content, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task an_unknown_second_language_reads_english()
    {
        var text = await Text(TinyPdf.Draw(Sample.Evidence, Sample.Look with { SecondLanguage = "nl" }, 0, 0));
        Assert.Contains("Proofoftransaction", text, StringComparison.Ordinal);
        Assert.Contains("Proofoftransaction", await Text(TinyPdf.Draw(Sample.Evidence, Sample.Look with { SecondLanguage = "xx-Latn" }, 0, 0)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Contents(TransactionEvidence evidence)
    {
        var layout = new ProofLayout(evidence, Sample.Look, new Flexportal.Sealing.Fonts.DocumentFonts());
        layout.Draw();
        return layout.Canvas.Pages.Select(page => System.Text.Encoding.Latin1.GetString(page.Content.Bytes));
    }

    private static IEnumerable<string> Values(TransactionEvidence evidence)
    {
        yield return evidence.TransactionId;
        yield return evidence.Title;
        yield return evidence.Agency.Name;
        yield return evidence.Agency.Id;
        yield return evidence.OfferedBy;
        yield return evidence.File.Name;
        yield return $"{evidence.File.Size} bytes";
        yield return $"{evidence.File.PageCount} pagina's";
        yield return evidence.File.Sha256;
        yield return evidence.SignIn.AccountId;
        yield return evidence.SignIn.Ip;
        yield return evidence.SignIn.LoginName;
        yield return evidence.SignIn.Name;
        yield return evidence.SignIn.Email;
        yield return evidence.SignIn.Number!;
        yield return evidence.Verification!.SentTo;
        yield return "Code per e-mail, 4 cijfers";
        yield return "1 van 5";
        yield return evidence.Signer.Name;
        yield return evidence.Signer.Ip;
        yield return evidence.Signer.Id;
        yield return evidence.Signer.Email;
        foreach (var consent in evidence.Consents)
        {
            yield return consent.Text;
        }

        foreach (var instant in new[]
        {
            evidence.CreatedAt, evidence.SignedAt, evidence.OfferedAt, evidence.OpenedAt!.Value, evidence.SignIn.Since,
            evidence.Verification.SentAt, evidence.Verification.AcceptedAt!.Value, evidence.Verification.EnteredAt,
        })
        {
            yield return DutchTime.Proof(instant, "nl") + DutchTime.Machine(instant);
        }
    }

    private static async Task Check(byte[] pdf)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("proof.pdf", pdf);
        var (exit, output) = await Tool.Run("qpdf", "--check", file);
        Assert.True(exit == 0, output);
        var (drawn, faults) = await Tool.Run("mutool", "draw", "-F", "trace", "-o", folder["trace"], file);
        Assert.True(drawn == 0 && !faults.Contains("error", StringComparison.OrdinalIgnoreCase) && Count(faults, "warning") == Count(faults, "warning: ICC support"), faults);
    }

    /// <summary>Text in drawing order; where asked only of the area between head and foot, so that texts run on from page to page.</summary>
    private static async Task<string> Text(byte[] pdf, bool crop = false)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("proof.pdf", pdf);
        string[] area = crop ? ["-x", "0", "-y", "60", "-W", "596", "-H", "732"] : [];
        var (exit, text) = await Tool.Run("pdftotext", ["-raw", "-enc", "UTF-8", .. area, file, "-"]);
        Assert.Equal(0, exit);
        var whole = crop ? text + (await Tool.Run("pdftotext", "-raw", file, "-")).Output : text;
        return Squeezed(whole);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Long(string part, int length) => string.Concat(Enumerable.Repeat(part, (length / part.Length) + 1))[..length].TrimEnd();
}
