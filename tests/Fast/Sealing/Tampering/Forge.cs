using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>An object of a revision as text, one char per byte.</summary>
internal sealed record ForgedObject(int Number, string Body)
{
    public int Generation { get; init; }
}

/// <summary>
/// Takes a revision apart and writes it again with changes, with right offsets, lengths and byte range: what a forger with a good PDF library can do. Who
/// signs it is up to the caller.
/// </summary>
internal sealed class Forge
{
    public required byte[] Before { get; init; }

    public List<ForgedObject> Objects { get; init; } = [];

    /// <summary>The trailer's entries without /Size and /Prev.</summary>
    public string Trailer { get; set; } = "";

    public int Size { get; set; }

    public int? Prev { get; set; }

    /// <summary>Bytes put between objects, by the number of the object behind them.</summary>
    public Dictionary<int, string> Stray { get; } = [];

    /// <summary>Added to an object's entry in the cross-reference table.</summary>
    public Dictionary<int, int> WrongOffset { get; } = [];

    /// <summary>Objects that are not entered.</summary>
    public HashSet<int> Unlisted { get; } = [];

    /// <summary>Rows beyond the objects: kind (0 free, 1 in the file, 2 in an object stream) and the two fields behind it.</summary>
    public SortedDictionary<int, (int Kind, int Second, int Third)> Rows { get; } = [];

    /// <summary>Ends the revision in a cross-reference stream.</summary>
    public bool AsStream { get; set; }

    /// <summary>Whether the stream's rows state their kind.</summary>
    public bool StatesKind { get; set; } = true;

    /// <summary>Bytes of the hole.</summary>
    public int Room { get; set; } = 4 * 1024;

    public string Behind { get; set; } = "";

    public string Gap { get; set; } = "";

    /// <summary>Takes the last revision apart, which begins at an offset. Only for files with cross-reference tables.</summary>
    public static Forge Last(byte[] file, int start)
    {
        var section = new StrictXref(file, 0).ReadEndingAt(file.Length);
        var text = Encoding.Latin1.GetString(file);
        var forge = new Forge { Before = file[..start], Size = Number(section.Trailer["Size"]), Prev = Number(section.Trailer["Prev"]) };
        foreach (var entry in section.Entries.OrderBy(entry => entry.Offset))
        {
            var item = new StrictParser(file, entry.Offset).ReadObject();
            var body = text[item.Start..item.End];
            body = body[(body.IndexOf("obj\n", StringComparison.Ordinal) + 4)..^"\nendobj\n".Length];
            if (item.Spans.ContainsKey("ByteRange")) body = body[..body.IndexOf("/ByteRange[", StringComparison.Ordinal)] + "@@HOLE@@>>";
            forge.Objects.Add(new ForgedObject(entry.Id.Number, body) { Generation = entry.Id.Generation });
        }

        var trailer = text[text.LastIndexOf("trailer\n", StringComparison.Ordinal)..];
        trailer = trailer[(trailer.IndexOf("/Root", StringComparison.Ordinal))..trailer.LastIndexOf("/Prev", StringComparison.Ordinal)];
        forge.Trailer = trailer;
        return forge;
    }

    /// <summary>An empty update behind a whole file, which takes over its trailer.</summary>
    public static Forge Behindhand(byte[] file)
    {
        var section = new StrictXref(file, 0).ReadEndingAt(file.Length);
        var last = Last(file, file.Length);
        return new Forge { Before = file, Trailer = last.Trailer, Size = last.Size, Prev = section.Offset };
    }

    public ForgedObject Find(string mark) => Objects.First(item => item.Body.Contains(mark, StringComparison.Ordinal));

    public Forge Change(string mark, Func<string, string> change)
    {
        var index = Objects.FindIndex(item => item.Body.Contains(mark, StringComparison.Ordinal));
        Objects[index] = Objects[index] with { Body = change(Objects[index].Body) };
        return this;
    }

    public int Add(string body)
    {
        Objects.Add(new ForgedObject(Size, body));
        return Size++;
    }

    public int AddSignature(string entries) => Add($"<<{entries}@@HOLE@@>>");

    public static string Stream(byte[] data, string entries = "") => $"<<{entries}/Length {data.Length}>>stream\n{Encoding.Latin1.GetString(data)}\nendstream";

    /// <summary>Writes; the digest of everything save the hole goes to the signer, whose DER goes into the hole.</summary>
    public byte[] Write(Func<byte[], byte[]> sign)
    {
        var tail = new StringBuilder(Gap);
        var entries = new SortedDictionary<int, (int Offset, int Generation)>();
        var hole = -1;
        foreach (var item in Objects)
        {
            if (Stray.TryGetValue(item.Number, out var stray)) tail.Append(stray);
            if (!Unlisted.Contains(item.Number)) entries[item.Number] = (Before.Length + tail.Length + WrongOffset.GetValueOrDefault(item.Number), item.Generation);
            tail.Append(CultureInfo.InvariantCulture, $"{item.Number} {item.Generation} obj\n");
            var body = item.Body;
            if (body.Contains("@@HOLE@@", StringComparison.Ordinal))
            {
                hole = tail.Length + body.IndexOf("@@HOLE@@", StringComparison.Ordinal);
                body = body.Replace("@@HOLE@@", $"/ByteRange[0 {new string(' ', 32)}]/Contents<{new string('0', Room * 2)}>", StringComparison.Ordinal);
            }

            tail.Append(body).Append("\nendobj\n");
        }

        WriteSection(tail, entries);
        var bytes = (byte[])[.. Before, .. Encoding.Latin1.GetBytes(tail.ToString())];
        return hole < 0 ? bytes : Fill(bytes, Before.Length + hole, Room, sign);
    }

    private void WriteSection(StringBuilder tail, SortedDictionary<int, (int Offset, int Generation)> entries)
    {
        var start = Before.Length + tail.Length;
        var prev = Prev is { } at ? string.Create(CultureInfo.InvariantCulture, $"/Prev {at}") : "";
        if (AsStream)
        {
            WriteStream(tail, entries, start, prev);
            return;
        }

        tail.Append("xref\n");
        foreach (var (number, (offset, generation)) in entries) tail.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:0000000000} {generation:00000} n \n");
        foreach (var (number, row) in Rows) tail.Append(CultureInfo.InvariantCulture, $"{number} 1\n{row.Second:0000000000} {row.Third:00000} {(row.Kind == 0 ? 'f' : 'n')} \n");
        tail.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {Size}{Trailer}{prev}>>\nstartxref\n{start}\n%%EOF\n").Append(Behind);
    }

    private void WriteStream(StringBuilder tail, SortedDictionary<int, (int Offset, int Generation)> entries, int start, string prev)
    {
        var self = Size++;
        entries[self] = (start, 0);
        foreach (var (number, (offset, generation)) in entries) Rows[number] = (1, offset, generation);
        var data = new StringBuilder();
        foreach (var (kind, second, third) in Rows.Values)
        {
            if (StatesKind) data.Append((char)kind);
            data.Append((char)(second >> 24)).Append((char)(second >> 16 & 255)).Append((char)(second >> 8 & 255)).Append((char)(second & 255)).Append((char)(third >> 8)).Append((char)(third & 255));
        }

        tail.Append(CultureInfo.InvariantCulture, $"{self} 0 obj\n<</Size {Size}{Trailer}{prev}/Type/XRef/W[{(StatesKind ? 1 : 0)} 4 2]/Index[{string.Join(' ', Rows.Keys.Select(number => $"{number} 1"))}]/Length {data.Length}>>stream\n");
        tail.Append(data).Append(CultureInfo.InvariantCulture, $"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").Append(Behind);
    }

    private static byte[] Fill(byte[] bytes, int at, int room, Func<byte[], byte[]> sign)
    {
        var range = at + "/ByteRange[0 ".Length;
        var open = range + 32 + "]/Contents".Length;
        var close = open + 2 + room * 2;
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{open} {close} {bytes.Length - close}")).CopyTo(bytes, range);
        var digest = SHA256.HashData([.. bytes[..open], .. bytes[close..]]);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(sign(digest))).CopyTo(bytes, open + 1);
        return bytes;
    }

    private static int Number(Flexportal.Sealing.Cos.CosObject? value) =>
        int.Parse(((Flexportal.Sealing.Cos.CosNumber)value!).Text, CultureInfo.InvariantCulture);
}
