using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>Serialises objects (ISO 32000-2 7.3): numbers as they were read, strings in hexadecimal, names escaped where they must be.</summary>
internal static class CosWriter
{
    public static void Write(ByteSink sink, CosObject value)
    {
        switch (value)
        {
            case CosReference reference:
                sink.Add(reference.Id.Number);
                sink.Add((byte)' ');
                sink.Add(reference.Id.Generation);
                sink.Add(" R"u8);
                break;
            case CosName name:
                WriteName(sink, name.Value);
                break;
            case CosNumber number:
                sink.AddLatin1(number.Text);
                break;
            case CosString text:
                WriteString(sink, text.Bytes.Span);
                break;
            case CosDictionary dictionary:
                WriteDictionary(sink, dictionary);
                break;
            case CosArray array:
                WriteArray(sink, array);
                break;
            case CosStream stream:
                WriteStream(sink, stream);
                break;
            case CosBoolean boolean:
                sink.Add(boolean.Value ? "true"u8 : "false"u8);
                break;
            default:
                sink.Add("null"u8);
                break;
        }
    }

    public static void WriteName(ByteSink sink, string name)
    {
        sink.Add((byte)'/');
        foreach (var sign in name)
        {
            var value = (byte)sign;
            if (value is > 0x20 and < 0x7F && value != '#' && CosChars.IsRegular(value))
            {
                sink.Add(value);
            }
            else
            {
                sink.Add((byte)'#');
                Hex.Write([value], sink.Take(2));
            }
        }
    }

    private static void WriteString(ByteSink sink, ReadOnlySpan<byte> bytes)
    {
        sink.Add((byte)'<');
        Hex.Write(bytes, sink.Take(bytes.Length * 2));
        sink.Add((byte)'>');
    }

    private static void WriteArray(ByteSink sink, CosArray array)
    {
        sink.Add((byte)'[');
        for (var index = 0; index < array.Items.Count; index++)
        {
            var item = array.Items[index];
            if (index > 0 && !StartsItself(item))
            {
                sink.Add((byte)' ');
            }

            Write(sink, item);
        }

        sink.Add((byte)']');
    }

    private static void WriteDictionary(ByteSink sink, CosDictionary dictionary)
    {
        sink.Add("<<"u8);
        foreach (var (key, value) in dictionary.Entries)
        {
            WriteName(sink, key);
            if (!StartsItself(value))
            {
                sink.Add((byte)' ');
            }

            Write(sink, value);
        }

        sink.Add(">>"u8);
    }

    private static void WriteStream(ByteSink sink, CosStream stream)
    {
        WriteDictionary(sink, stream.Dictionary.With("Length", CosNumber.From((long)stream.Raw.Length)));
        sink.Add("stream\n"u8);
        sink.Add(stream.Raw.Span);
        sink.Add("\nendstream"u8);
    }

    /// <summary>Whether the object begins with a delimiter, so that no space is needed before it.</summary>
    private static bool StartsItself(CosObject value) => value is CosName or CosString or CosArray or CosDictionary;
}
