using System.Globalization;
using System.IO.Compression;
using System.Text;
using Flexportal.Tests.Fast.Sealing.Time;
using static Flexportal.Sealing.Verify.VerificationReason;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>Seals signed by the trusted key over something that our sealer would not write: what is inside must fit together too.</summary>
internal static class InsiderKinds
{
    public static IEnumerable<Manipulation> All =>
    [
        Evidence("evidence of another transaction", [EvidenceMismatch], (json, w) => json.Replace("\"transactionId\":\"fa3", $"\"transactionId\":\"{w.Variant:x3}", StringComparison.Ordinal)),
        Evidence("evidence of another original", [OriginalHash], (json, w) => Digits(json, "\"sha256\":\"", w)),
        Evidence("evidence with another size", [StrayBytes, ObjectOffset, EvidenceMismatch, UnknownRevision], (json, w) => json.Replace("\"size\":", "\"size\":" + (w.Variant % 9 + 1), StringComparison.Ordinal)),
        Evidence("evidence with a size of nothing", [EvidenceMismatch, EvidenceForm], (json, w) => Replaced(json, "\"size\":", w.Variant % 2 == 0 ? "0" : "-1")),
        Evidence("evidence signed after the sealing", [TimeOrder], (json, w) => Replaced(json, "\"signedAt\":", $"\"2026-04-{12 + w.Variant % 9}T00:00:00Z\"")),
        Evidence("evidence created after the signature", [TimeOrder], (json, _) => Replaced(json, "\"createdAt\":", "\"2026-04-10T23:59:59Z\"")),
        Evidence("evidence with a space", [EvidenceForm], (json, _) => json.Replace("{\"agency\"", "{ \"agency\"", StringComparison.Ordinal)),
        Evidence("evidence with a member more", [EvidenceForm], (json, w) => json[..^1] + $",\"z{w.Variant}\":1}}"),
        Evidence("evidence of another version", [EvidenceForm], (json, w) => Replaced(json, "\"version\":", (w.Variant + 2).ToString(CultureInfo.InvariantCulture), end: '}')),
        Evidence("evidence cut", [EvidenceForm], (json, w) => json[..^(1 + w.Variant)]),
        Evidence("evidence empty", [EvidenceForm], (_, _) => ""),
        Signed("no evidence", [EvidenceForm], (f, _) => f.Change("/Type/Catalog", body => body.Replace("/AF[", "/AX[", StringComparison.Ordinal))),
        Signed("two pieces of evidence", [EvidenceForm], (f, _) => f.Change("/Type/Catalog", body => Doubled(body))),
        Signed("evidence of another relation", [EvidenceForm], (f, w) => f.Change("/Type/Filespec", body => body.Replace("/AFRelationship/Data", "/AFRelationship/" + (w.Variant % 2 == 0 ? "Source" : "Supplement"), StringComparison.Ordinal))),
        Signed("evidence of another name", [EvidenceForm], (f, w) => f.Change("/Type/Filespec", body => body.Replace("65766964656e6365", $"{w.Variant + 0x61:x2}766964656e6363", StringComparison.Ordinal))),
        Signed("evidence of another length", [EvidenceForm], (f, w) => f.Change("/Type/EmbeddedFile", body => body.Replace("/Size ", "/Size 1" + w.Variant, StringComparison.Ordinal))),
        Signed("two readings of the evidence", [EvidenceForm], (f, _) => f.Change("/Type/Filespec", body => body.Replace("/UF ", "/UF 1 0 R/UG ", StringComparison.Ordinal).Replace("/EF<</F ", "/EF<</Z ", StringComparison.Ordinal))),
        Signed("bytes between objects", [StrayBytes], (f, w) => f.Stray[f.Objects[1 + w.Variant % (f.Objects.Count - 1)].Number] = w.Variant % 2 == 0 ? "%hidden\n" : " "),
        Signed("bytes before the objects", [StrayBytes, ObjectOffset, UnknownRevision], (f, w) => f.Gap = w.Variant % 2 == 0 ? "%hidden\n" : "\n"),
        Signed("object that is not entered", [StrayBytes], (f, _) => f.Unlisted.Add(f.Add("<</Type/Hidden>>"))),
        Signed("wrong offset", [ObjectOffset, ObjectSyntax, StrayBytes, UnknownRevision, EvidenceForm], (f, w) => f.WrongOffset[f.Objects[w.Variant % f.Objects.Count].Number] = 1 + w.Variant),
        Signed("a key twice", [ObjectSyntax, EvidenceForm, UnknownRevision, StrayBytes], (f, _) => f.Change("/FT/Sig", body => body[..^2] + "/F 132>>")),
        Signed("a comment in an object", [ObjectSyntax, EvidenceForm, UnknownRevision, StrayBytes], (f, _) => f.Change("/FT/Sig", body => body[..^2] + "%x\n>>")),
        Signed("a string in capitals", [ObjectSyntax, EvidenceForm, UnknownRevision, StrayBytes], (f, _) => f.Change("/FT/Sig", body => body[..^2] + "/X<AB>>>")),
        Signed("signature that no field names", [SignatureDictionary], (f, _) => f.Change("/FT/Sig", body => body.Replace("/V ", "/W ", StringComparison.Ordinal))),
        Signed("signature that two fields name", [SignatureDictionary], (f, _) => f.Add(f.Find("/FT/Sig").Body)),
        Signed("form without the field", [SignatureDictionary], (f, _) => f.Change("/Type/Catalog", body => body.Replace("/Fields[", "/Fieldz[", StringComparison.Ordinal))),
        Signed("another subfilter", [SignatureDictionary], (f, w) => f.Change("@@HOLE@@", body => body.Replace("/SubFilter /ETSI.CAdES.detached", w.Variant % 2 == 0 ? "/SubFilter /adbe.pkcs7.detached/Z/ETSI.CAdES.detached" : "/SubFilter /adbe.pkcs7.sha1/Z/ETSI.CAdES.detached", StringComparison.Ordinal))),
        Signed("an entry more in the dictionary", [SignatureDictionary], (f, w) => f.Change("@@HOLE@@", body => body.Replace("@@HOLE@@", $"/Cert<{w.Variant:x2}>@@HOLE@@", StringComparison.Ordinal))),
        Signed("no date", [SignatureDictionary], (f, _) => f.Change("@@HOLE@@", body => body.Replace("/M <", "/Location<", StringComparison.Ordinal))),
        Signed("a date that is none", [SignatureDictionary], (f, w) => f.Change("@@HOLE@@", body => body.Replace("/M <443a", $"/M <{0x45 + w.Variant:x2}3a", StringComparison.Ordinal))),
        Signed("sealed in the future", [TimeOrder, CertificateTime], (f, w) => f.Change("@@HOLE@@", body => body.Replace("/M <443a32303236", $"/M <443a323033{w.Variant % 10 + 0x30:x2}", StringComparison.Ordinal))),
        Signed("sealed after the certificate", [CertificateTime, TimeOrder], (f, _) => f.Change("@@HOLE@@", body => body.Replace("/M <443a32303236", "/M <443a32303330", StringComparison.Ordinal))),
        Signed("deep nesting", [ObjectSyntax, EvidenceForm, UnknownRevision, StrayBytes], (f, w) => f.Add(new string('[', 600 + w.Variant) + new string(']', 600 + w.Variant))),
        Signed("bomb as evidence", [TooLarge], (f, _) => f.Change("/Type/EmbeddedFile", _ => EvidenceStream(new string('x', 3_000_000)))),
    ];

    private static Manipulation Signed(string name, Flexportal.Sealing.Verify.VerificationReason[] reasons, Action<Forge, Work> change) => new(name, "BT", reasons, w =>
    {
        var forge = w.Parts.Seal();
        change(forge, w);
        return forge.Write(digest => new CmsForge(TestPki.World.SealKey).Sign(digest));
    });

    private static Manipulation Evidence(string name, Flexportal.Sealing.Verify.VerificationReason[] reasons, Func<string, Work, string> change) =>
        Signed(name, reasons, (f, w) => f.Change("/Type/EmbeddedFile", body => EvidenceStream(change(Inflate(body), w))));

    private static string EvidenceStream(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(bytes);
        return Forge.Stream(target.ToArray(), string.Create(CultureInfo.InvariantCulture, $"/Type/EmbeddedFile/Subtype/application#2fjson/Filter/FlateDecode/Params<</Size {bytes.Length}>>"));
    }

    private static string Inflate(string body)
    {
        var start = body.IndexOf("stream\n", StringComparison.Ordinal) + 7;
        var raw = Encoding.Latin1.GetBytes(body[start..body.LastIndexOf("\nendstream", StringComparison.Ordinal)]);
        using var inflate = new ZLibStream(new MemoryStream(raw), CompressionMode.Decompress);
        using var reader = new StreamReader(inflate, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Digits(string json, string mark, Work w)
    {
        var at = json.IndexOf(mark, StringComparison.Ordinal) + mark.Length + w.Random.Next(60);
        return json[..at] + (json[at] == '0' ? '1' : '0') + json[(at + 1)..];
    }

    private static string Replaced(string json, string mark, string value, char end = ',')
    {
        var at = json.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var rest = json.AsSpan(at).IndexOfAny(end, '}');
        return json[..at] + value + json[(at + rest)..];
    }

    private static string Doubled(string body)
    {
        var at = body.IndexOf("/AF[", StringComparison.Ordinal) + 4;
        var end = body.IndexOf(']', at);
        return body[..end] + " " + body[at..end].TrimStart() + body[end..];
    }
}
