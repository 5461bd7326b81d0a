using System.Globalization;
using System.Text;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Ltv;
using Flexportal.Tests.Fast.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Verify;
using Microsoft.Extensions.Time.Testing;
using static Flexportal.Sealing.Verify.VerificationReason;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>Incremental updates behind a seal, without signature, with a forger's, and with archive timestamps that anyone can have made.</summary>
internal static class RevisionKinds
{
    private const string Evil = "<</Length 44>>stream\nBT /F1 40 Tf 50 400 Td (9999 euro) Tj ET    \nendstream";

    public static IEnumerable<Manipulation> All =>
    [
        .. Plain,
        .. Archived,
        .. Sections,
        .. Transplanted,
    ];

    /// <summary>ISA, EAA, USF, SSA and shadow attacks as the literature has them: an update without trusted signature.</summary>
    private static IEnumerable<Manipulation> Plain =>
    [
        Update("page content replaced (ISA)", f => f.Objects.Add(new ForgedObject(4, Evil))),
        Update("page replaced (ISA)", f => f.Objects.Add(new ForgedObject(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"))),
        Update("catalog replaced (ISA)", f => f.Objects.Add(new ForgedObject(1, "<</Type/Catalog/Pages 2 0 R>>"))),
        Update("font replaced (shadow)", f => f.Objects.Add(new ForgedObject(5, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"))),
        Update("page tree replaced (shadow hide)", f => f.Objects.Add(new ForgedObject(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"))),
        Update("annotation added (EAA)", f =>
        {
            var note = f.Add("<</Type/Annot/Subtype/FreeText/Rect[0 0 300 300]/Contents<39393939>/DA<2f46312034302054662030206720>>>");
            f.Objects.Add(new ForgedObject(3, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[{note} 0 R]>>"));
        }),
        Update("harmless object added", f => f.Add("<</Type/Nothing>>")),
        Update("information added", f =>
        {
            var info = f.Add("<</Title<41>>>");
            f.Trailer += $"/Info {info} 0 R";
        }),
        Update("nothing but a section", _ => { }),
        Update("javascript at opening", f => f.Objects.Add(new ForgedObject(1, "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS<6170702e616c657274283129>>>>>"))),
        new("signature copied into the update (ISA with copy)", "BT", [ByteRange, ContentsEncoding, UnknownRevision], w => Copied(w)),
        new("signature field emptied (USF)", "BT", [UnknownRevision], w => Emptied(w)),
        new("update without section", "BT", [FileEnd, Xref, ByteRange], w => w.Parts.Insert(w.Parts.File.Length, $"4 0 obj\n{Evil}\nendobj\ntrailer\n<</Root 1 0 R/Size 99>>\n%%EOF\n")),
        new("update in a form of another writer", "BT", [Xref, FileEnd, UnknownRevision], w => Foreign(w)),
        new("second signature by a stranger (SSA)", "BT", [UnknownRevision, EvidenceForm, UntrustedRoot], w => Stranger(w)),
        new("second signature without evidence, by the seal key", "BT", [UnknownRevision, EvidenceForm], w => OwnSecond(w)),
        new("signed part moved away (wrapping, SWA)", "BT", [ByteRange, Xref, ObjectOffset, StrayBytes, UnknownRevision], w => Wrapped(w)),
    ];

    /// <summary>The forger has a trusted archive timestamp put over a changed file.</summary>
    private static IEnumerable<Manipulation> Archived =>
    [
        Archive("archive that rewrites page content", [ForbiddenChange], (f, _) => f.Objects.Insert(0, new ForgedObject(4, Evil))),
        Archive("archive that rewrites a font of the proof", [ForbiddenChange], (f, w) => f.Objects.Insert(0, new ForgedObject(ProofObject(w, "/Type/Font"), "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"))),
        Archive("archive with an object of its own", [ForbiddenChange], (f, _) => f.Add("<</Type/Nothing>>")),
        Archive("archive that opens with a script", [ForbiddenChange], (f, _) => f.Change("/Type/Catalog", body => body[..^2] + "/OpenAction<</S/JavaScript/JS<61>>>>>")),
        Archive("archive that takes evidence away", [ForbiddenChange], (f, _) => f.Change("/Type/Catalog", body => body.Replace("/AF[", "/AX[", StringComparison.Ordinal))),
        Archive("archive with another page tree", [ForbiddenChange], (f, _) => f.Change("/Type/Catalog", body => body.Replace("/Pages 2 0 R", "/Pages 3 0 R", StringComparison.Ordinal))),
        Archive("archive that takes the certification away", [ForbiddenChange], (f, _) => f.Change("/Type/Catalog", body => body.Replace("/Perms", "/Permz", StringComparison.Ordinal))),
        Archive("archive with a page that has an annotation more", [ForbiddenChange], (f, w) => f.Change("/Type/Page/", body => body.Replace("/Annots[", $"/Annots[{w.Variant + 1} 0 R ", StringComparison.Ordinal))),
        Archive("archive with a page that is larger", [ForbiddenChange], (f, w) => f.Change("/Type/Page/", body => body.Replace("595 842", $"595 {843 + w.Variant}", StringComparison.Ordinal))),
        Archive("archive with other contents of the page", [ForbiddenChange], (f, w) =>
        {
            var stream = f.Add(Evil);
            f.Change("/Type/Page/", body => body.Replace("/Contents 4 0 R", $"/Contents {stream} 0 R", StringComparison.Ordinal));
        }),
        Archive("archive whose field shows something", [ForbiddenChange], (f, w) => f.Change("/FT/Sig", body => body.Replace("/Rect[0 0 0 0]", $"/Rect[0 0 {w.Variant + 1} 9]", StringComparison.Ordinal))),
        Archive("archive whose field has an appearance", [ForbiddenChange], (f, _) =>
        {
            var look = f.Add(Evil.Replace("<</Length", "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length", StringComparison.Ordinal));
            f.Change("/FT/Sig", body => body[..^2] + $"/AP<</N {look} 0 R>>>>");
        }),
        Archive("archive whose field runs a script", [ForbiddenChange], (f, _) => f.Change("/FT/Sig", body => body[..^2] + "/AA<</PO<</S/JavaScript/JS<61>>>>>>>")),
        Archive("archive with two fields", [ForbiddenChange], (f, _) =>
        {
            var added = f.Add("<</FT/Tx/T<41>/V<39393939>>>");
            f.Change("/Type/Catalog", body => body.Replace("/Fields[", $"/Fields[{added} 0 R ", StringComparison.Ordinal));
        }),
        Archive("archive that has fields drawn anew", [ForbiddenChange], (f, _) => f.Change("/Type/Catalog", body => body.Replace("/SigFlags 3", "/SigFlags 3/NeedAppearances true", StringComparison.Ordinal))),
        Archive("archive that lowers the form's flags", [ForbiddenChange], (f, w) => f.Change("/Type/Catalog", body => body.Replace("/SigFlags 3", $"/SigFlags {w.Variant % 3}", StringComparison.Ordinal))),
        Archive("archive without validation data", [RevocationData], (f, _) => f.Change("/Type/Catalog", body => Cut(body, "/DSS "))),
        Archive("archive with certificates only", [RevocationData, ForbiddenChange], (f, w) => f.Change("/Type/DSS", body => Cut(body, w.Variant % 2 == 0 ? "/OCSPs[" : "/CRLs["))),
        Archive("archive whose validation data have a file name", [ForbiddenChange], (f, _) => f.Change("/Filter/FlateDecode", body => body.Replace("/Filter/FlateDecode", "/F<2f6574632f706173737764>/Filter/FlateDecode", StringComparison.Ordinal))),
        Archive("archive with unknown validation data", [ForbiddenChange], (f, _) => f.Change("/Type/DSS", body => body[..^2] + "/VRX<<>>>>")),
        Archive("archive with bytes between objects", [StrayBytes], (f, w) => f.Stray[f.Objects[1 + w.Variant % (f.Objects.Count - 1)].Number] = w.Variant % 2 == 0 ? "%hidden\n" : "\n"),
        Archive("archive with bytes before its objects", [StrayBytes], (f, w) => f.Gap = w.Variant % 2 == 0 ? "%hidden\n" : "\n"),
        Archive("archive with an object that is not entered", [StrayBytes], (f, _) => f.Unlisted.Add(f.Add("<</Type/Hidden>>"))),
        Archive("archive with a wrong offset", [ObjectOffset, ObjectSyntax, StrayBytes, UnknownRevision], (f, w) => f.WrongOffset[f.Objects[w.Variant % f.Objects.Count].Number] = 1 + w.Variant),
        Archive("archive with another root", [ForbiddenChange], (f, _) =>
        {
            var root = f.Add("<</Type/Catalog/Pages 2 0 R>>");
            f.Trailer = f.Trailer.Replace("/Root 1 0 R", $"/Root {root} 0 R", StringComparison.Ordinal);
        }),
        Archive("archive with information", [ForbiddenChange], (f, _) => f.Trailer += $"/Info {f.Add("<</Title<41>>>")} 0 R"),
        Archive("archive with another first identity", [ForbiddenChange], (f, _) => f.Trailer = f.Trailer.Replace("/ID[<", "/ID[<00", StringComparison.Ordinal)),
        Archive("archive with a small size", [Xref, ForbiddenChange], (f, w) => f.Size -= 1 + w.Variant % 5),
        Archive("archive that calls itself a signature", [EvidenceForm, UnknownRevision, CmsForm, SignatureDictionary], (f, _) => f.Change("@@HOLE@@", body => body.Replace("/DocTimeStamp", "/Sig", StringComparison.Ordinal))),
        Archive("archive with another subfilter", [SignatureDictionary], (f, _) => f.Change("@@HOLE@@", body => body.Replace("ETSI.RFC3161", "ETSI.RFC3162", StringComparison.Ordinal))),
        Archive("archive with a key twice", [ObjectSyntax, UnknownRevision], (f, _) => f.Change("/FT/Sig", body => body[..^2] + "/F 132>>")),
        Archive("archive that skips the seal", [UnknownRevision], (f, _) => f.Prev = 9),
        Archive("archive that follows nothing", [UnknownRevision], (f, _) => f.Prev = null),
        Archive("archive stamped by a stranger", [Timestamp], (_, _) => { }, Defect.WrongChain),
        Archive("archive stamped before the seal", [TimeOrder], (_, _) => { }, Defect.OneHourOff),
        Archive("archive stamped in the future", [TimeOrder], (_, _) => { }, Defect.OneHourLate, late: true),
    ];

    /// <summary>Archive revisions whose section tells a reader more than their objects do, and more that a forger may want to say in one.</summary>
    private static IEnumerable<Manipulation> Sections =>
    [
        Archive("archive that frees page content", [ForbiddenChange], (f, w) => f.Rows[1 + (w.Variant % 5)] = (0, 0, 1)),
        Archive("archive that frees the evidence", [ForbiddenChange], (f, w) => f.Rows[ProofObject(w, w.Variant % 2 == 0 ? "/Type/EmbeddedFile" : "/Type/Filespec")] = (0, 0, w.Variant)),
        Archive("archive that frees page content by a stream", [ForbiddenChange], (f, w) => Streamed(f).Rows[w.Variant % 3 == 0 ? 2 : 3 + (w.Variant % 3)] = (0, 0, w.Variant)),
        Archive("archive that takes page content from an object stream", [ForbiddenChange], (f, w) => Streamed(f).Rows[4] = (2, 3 + w.Variant, w.Variant)),
        Archive("archive whose entries state no kind", [Xref], (f, w) =>
        {
            // To a reader all are in use; read as if they were free, the page would lie in the bytes of a certificate.
            Streamed(f).StatesKind = false;
            f.Rows[4] = (1, f.Before.Length + w.Variant, 0);
        }),
        Archive("archive with a page from the evidence's bytes", [ObjectOffset, ForbiddenChange], (f, w) => f.Rows[4] = (1, w.Parts.OriginalSize + w.Variant, 0)),
        Archive("archive with a hidden section", [ForbiddenChange], (f, w) =>
        {
            f.Trailer += string.Create(CultureInfo.InvariantCulture, $"/XRefStm {f.Before.Length + w.Variant}");
            if (w.Variant % 2 == 0) f.Add(Forge.Stream(Encoding.ASCII.GetBytes("9 0 obj\n<</Type/XRef>>")));
        }),
        Archive("archive with an entry more in the trailer", [ForbiddenChange], (f, w) =>
        {
            f.AsStream = w.Variant % 2 == 0;
            f.Trailer += $"/{"ABCDEFGHIJKLMNOPQRST"[w.Variant]}x 1";
        }),
        Archive("archive stamped by name", [ForbiddenChange], (f, w) => f.Change("@@HOLE@@", body => body.Replace("@@HOLE@@", $"/{(w.Variant % 2 == 0 ? "Name" : "Reason")}<4e6f746172{w.Variant:x2}>@@HOLE@@", StringComparison.Ordinal))),
        Archive("archive with a date of its own", [ForbiddenChange], (f, w) => f.Change("@@HOLE@@", body => body.Replace("@@HOLE@@", $"/M<443a3230323630343{w.Variant % 10}313030303030305a>@@HOLE@@", StringComparison.Ordinal))),
        Archive("archive whose field is read aloud", [ForbiddenChange], (f, w) => f.Change("/FT/Sig", body => body[..^2] + $"/TU<4f4b{w.Variant:x2}>>>")),
        Archive("archive whose field is called otherwise", [ForbiddenChange], (f, w) => f.Change("/FT/Sig", body => Renamed(body, w.Variant % 2 == 0 ? "FlexportalSeal" : $"FlexportalArchive by notary {w.Variant}"))),
        Archive("archive whose field is on no page", [ForbiddenChange], (f, _) => f.Change("/FT/Sig", body => Cut(body, "/P "))),
        Archive("archive that takes the stamp off the page", [ForbiddenChange], (f, w) => f.Change("/Type/Page/", body => Without(body, "/Annots["))),
        Archive("archive as a portfolio", [ForbiddenChange], (f, w) => f.Change("/Type/Catalog", body => body[..^2] + (w.Variant % 2 == 0 ? "/Collection<</View/T>>>>" : "/PageMode/UseAttachments>>"))),
        Archive("archive with anything among the certificates", [CertificateForm], (f, w) =>
        {
            var junk = f.Add(Forge.Stream([0x50, 0x4b, 0x03, 0x04, (byte)w.Variant]));
            f.Change("/Type/DSS", body => body.Replace("/Certs[", $"/Certs[{junk} 0 R ", StringComparison.Ordinal));
        }),
        Archive("archive with data by signature (VRI)", [ForbiddenChange], (f, w) => f.Change("/Type/DSS", body => body[..^2] + (w.Variant % 2 == 0 ? "/VRI<<>>>>" : "/VRI<</0123456789ABCDEF0123456789ABCDEF01234567<</Cert[]>>>>>>"))),
        Status("archive with a stale response", [RevocationData], Answer.Stale),
        Status("archive with a response that revokes", [Revoked], Answer.Revoked),
        Status("archive with a stranger's response", [RevocationData], Answer.SignedByStranger),
        Status("archive with a response about another", [RevocationData], Answer.AboutAnother),
        Archive("archive with an object of another generation", [ForbiddenChange], (f, w) =>
        {
            var index = f.Objects.FindIndex(item => item.Body.Contains(w.Variant % 2 == 0 ? "/Type/Catalog" : "/Type/Page/", StringComparison.Ordinal));
            f.Objects[index] = f.Objects[index] with { Generation = 1 + w.Variant };
        }),
        Archive("archive over SHA-1", [Timestamp], (_, _) => { }, Defect.Sha1Imprint),
    ];

    /// <summary>Whole parts of other files.</summary>
    private static IEnumerable<Manipulation> Transplanted =>
    [
        new("archive twice", "L", [FileEnd], w => [.. w.Parts.File, .. w.Parts.File[w.Parts.SealEnd..]]),
        new("archive of another file", "L", [ByteRange, Xref, UnknownRevision, Digest, FileEnd, ObjectOffset], w => [.. w.Parts.File[..w.Parts.SealEnd], .. w.Other.File[w.Other.SealEnd..]]),
        new("seal of another file", "BTL", [ByteRange, Xref, UnknownRevision, Digest, FileEnd, ObjectOffset, StrayBytes, OriginalHash], w => [.. w.Parts.File[..w.Parts.OriginalSize], .. w.Other.File[w.Other.OriginalSize..]]),
        new("archive's token of another file", "L", [Digest], w => w.Parts.WithDer(w.Parts.Open, w.Parts.Close, w.Other.Der(w.Other.Open, w.Other.Close))),
        new("archive cut and another token in it", "L", [Digest], w => w.Parts.WithDer(w.Parts.Open, w.Parts.Close, Token(System.Security.Cryptography.SHA256.HashData([(byte)w.Variant]), Defect.None, late: false))),
    ];

    private static Manipulation Update(string name, Action<Forge> change) => new(name, "BTL", [UnknownRevision], w =>
    {
        var forge = Forge.Behindhand(w.Parts.File);
        for (var index = 0; index < w.Variant % 4; index++) forge.Add("<</Filler true>>");
        change(forge);
        forge.Objects.Sort((one, other) => one.Number.CompareTo(other.Number));
        return forge.Write(digest => digest);
    });

    private static Manipulation Archive(string name, Flexportal.Sealing.Verify.VerificationReason[] reasons, Action<Forge, Work> change, Defect defect = Defect.None, bool late = false) =>
        new(name, "L", reasons, w =>
        {
            var forge = w.Parts.Apart(w.Parts.SealEnd);
            change(forge, w);
            return forge.Write(digest => Token(digest, defect, late));
        });

    /// <summary>Validation data swapped for others: what the responder said at another time, of another, or what someone else said.</summary>
    private static Manipulation Status(string name, Flexportal.Sealing.Verify.VerificationReason[] reasons, Answer answer) => Archive(name, reasons, (f, w) =>
    {
        var list = f.Find("/Type/DSS").Body;
        var start = list.IndexOf("/OCSPs[", StringComparison.Ordinal) + 7;
        var number = int.Parse(list[start..list.IndexOf(' ', start)], CultureInfo.InvariantCulture);
        var (signer, root) = (DerCertificate.Read(TestPki.World.SealKey.Certificate.RawData), DerCertificate.Read(TestPki.World.SealRoot.Certificate.RawData));
        var source = new TestRevocation(TestPki.World, new FakeTimeProvider(SealedFiles.Now.AddMinutes(-w.Variant)), answer);
        var response = source.Ocsp(new Uri("http://ocsp.example.test/"), OcspExchange.Request(signer, root), CancellationToken.None).GetAwaiter().GetResult();
        f.Objects[f.Objects.FindIndex(item => item.Number == number)] = new ForgedObject(number, Forge.Stream(response));
    });

    private static byte[] Token(byte[] digest, Defect defect, bool late) =>
        new TestAuthority(TestPki.World, new FakeTimeProvider(SealedFiles.Now.AddHours(late ? 1 : 0)), defect).Token(digest, null);

    private static Forge Streamed(Forge forge)
    {
        forge.AsStream = true;
        return forge;
    }

    private static string Renamed(string body, string name)
    {
        var start = body.IndexOf("/T<", StringComparison.Ordinal) + 3;
        return body[..start] + Convert.ToHexStringLower(Encoding.ASCII.GetBytes(name)) + body[body.IndexOf('>', start)..];
    }

    /// <summary>Without the first item of an array.</summary>
    private static string Without(string body, string array)
    {
        var start = body.IndexOf(array, StringComparison.Ordinal) + array.Length;
        return body[..start] + body[(body.IndexOf(" R", start, StringComparison.Ordinal) + 2)..];
    }

    private static string Cut(string body, string key)
    {
        var start = body.IndexOf(key, StringComparison.Ordinal);
        var end = body.IndexOf('/', start + 1);
        return body[..start] + (end < 0 ? ">>" : body[end..]);
    }

    private static int ProofObject(Work w, string mark) => w.Parts.Seal().Find(mark).Number;

    private static byte[] Copied(Work w)
    {
        var seal = w.Parts.Seal();
        var number = seal.Find("@@HOLE@@").Number;
        var start = w.Parts.Text.LastIndexOf(string.Create(CultureInfo.InvariantCulture, $"\n{number} 0 obj\n"), StringComparison.Ordinal) + 1;
        var body = w.Parts.Text[(w.Parts.Text.IndexOf("obj\n", start, StringComparison.Ordinal) + 4)..w.Parts.Text.IndexOf("\nendobj", start, StringComparison.Ordinal)];
        var forge = Forge.Behindhand(w.Parts.File);
        forge.Objects.Add(new ForgedObject(4, Evil));
        forge.Objects.Add(new ForgedObject(w.Variant % 2 == 0 ? number : forge.Size++, body));
        return forge.Write(digest => digest);
    }

    private static byte[] Emptied(Work w)
    {
        var field = w.Parts.Seal().Find("/FT/Sig");
        var forge = Forge.Behindhand(w.Parts.File);
        forge.Objects.Add(field with { Body = Cut(field.Body, "/V ") });
        return forge.Write(digest => digest);
    }

    private static byte[] Foreign(Work w)
    {
        var offset = w.Parts.File.Length;
        var line = w.Variant % 2 == 0 ? "\r\n" : "\n";
        var added = $"4 0 obj {Evil} endobj{line}";
        var update = string.Create(CultureInfo.InvariantCulture, $"{added}xref{line}4 1{line}{offset:0000000000} 00000 n{line.PadLeft(2)}trailer <</Size 99 /Root 1 0 R /Prev {w.Parts.Section().Offset}>>{line}startxref{line}{offset + added.Length}{line}%%EOF{line}");
        return w.Parts.Insert(offset, update);
    }

    private static byte[] Stranger(Work w)
    {
        var forge = Second(w);
        return forge.Write(digest => new CmsForge(TestKeysOf.Stranger).Sign(digest));
    }

    private static byte[] OwnSecond(Work w) => Second(w).Write(digest => new CmsForge(TestPki.World.SealKey).Sign(digest));

    private static Forge Second(Work w)
    {
        var forge = Forge.Behindhand(w.Parts.File);
        var catalog = w.Parts.Seal().Find("/Type/Catalog");
        forge.Objects.Add(w.Variant % 2 == 0 ? catalog : catalog with { Body = "<</Type/Catalog/Pages 2 0 R>>" });
        forge.AddSignature("/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M<443a32303236303431313030303030305a>/Name<41>/Reason<41>/Prop_Build<</App<</Name/Flexportal>>>>");
        return forge;
    }

    /// <summary>Other objects stand in the gap, the signed second half is moved behind them.</summary>
    private static byte[] Wrapped(Work w)
    {
        var parts = w.Parts;
        var evil = $"\n4 0 obj\n{Evil}\nendobj\n" + new string(' ', w.Variant);
        var moved = parts.Insert(parts.SealClose, evil);
        var room = parts.Text.IndexOf(']', parts.Range) - parts.Range;
        var range = string.Create(CultureInfo.InvariantCulture, $"0 {parts.SealOpen} {parts.SealClose + evil.Length} {parts.File.Length - parts.SealClose}").PadRight(room);
        Encoding.ASCII.GetBytes(range).CopyTo(moved, parts.Range);
        return moved;
    }
}

/// <summary>A key that nobody trusts.</summary>
internal static class TestKeysOf
{
    private static readonly Lazy<Flexportal.Sealing.Keys.ISealKey> Made = new(() => Cms.TestKeys.Create(System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)));

    public static Flexportal.Sealing.Keys.ISealKey Stranger => Made.Value;
}
