using System.Text;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>Where things stand in one of our sealed files (with a cross-reference table).</summary>
internal sealed class SealedParts
{
    public SealedParts(byte[] file, int originalSize)
    {
        File = file;
        OriginalSize = originalSize;
        Text = Encoding.Latin1.GetString(file);
        Open = Text.LastIndexOf("/Contents<", StringComparison.Ordinal) + "/Contents".Length;
        Close = Text.IndexOf('>', Open) + 1;
        Range = Text.LastIndexOf("/ByteRange[", StringComparison.Ordinal) + "/ByteRange[".Length;
        SealOpen = Text.IndexOf("/Contents<", originalSize, StringComparison.Ordinal) + "/Contents".Length;
        SealClose = Text.IndexOf('>', SealOpen) + 1;
        SealEnd = Text.IndexOf("%%EOF\n", SealClose, StringComparison.Ordinal) + 6;
    }

    public byte[] File { get; }

    public string Text { get; }

    public int OriginalSize { get; }

    /// <summary>The last signature's hole: offsets of &lt; and behind &gt;.</summary>
    public int Open { get; }

    public int Close { get; }

    /// <summary>First number of the last /ByteRange.</summary>
    public int Range { get; }

    /// <summary>The seal's own hole, which is the last one where there is no archive timestamp.</summary>
    public int SealOpen { get; }

    public int SealClose { get; }

    /// <summary>Where the seal's revision ends.</summary>
    public int SealEnd { get; }

    /// <summary>The DER in a hole.</summary>
    public byte[] Der(int open, int close)
    {
        var bytes = Convert.FromHexString(Text[(open + 1)..(close - 1)]);
        System.Formats.Asn1.AsnDecoder.ReadSequence(bytes, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out var length);
        return bytes[..length];
    }

    public byte[] Copy() => (byte[])File.Clone();

    /// <summary>A copy with other text of the same length.</summary>
    public byte[] With(int at, string text)
    {
        var copy = Copy();
        Encoding.Latin1.GetBytes(text).CopyTo(copy, at);
        return copy;
    }

    /// <summary>A copy with bytes put in.</summary>
    public byte[] Insert(int at, string text) => [.. File[..at], .. Encoding.Latin1.GetBytes(text), .. File[at..]];

    /// <summary>A copy with another DER in a hole of the same size.</summary>
    public byte[] WithDer(int open, int close, byte[] der)
    {
        var hex = Convert.ToHexStringLower(der).PadRight(close - open - 2, '0');
        return With(open + 1, hex[..(close - open - 2)]);
    }

    /// <summary>The objects of the revision that begins at an offset.</summary>
    public Forge Apart(int start) => Forge.Last(File, start);

    /// <summary>Where the seal's objects begin: the original ends in an end of line.</summary>
    public Forge Seal() => Forge.Last(File[..SealEnd], OriginalSize);

    public StrictSection Section() => new StrictXref(File, 0).ReadEndingAt(File.Length);
}
