using System.Buffers;
using System.Text;

namespace Flexportal.Domain.Common;

/// <summary>What a text must be to be kept at all: whole Unicode, and without U+0000, which PostgreSQL's texts cannot hold.</summary>
public static class StorableText
{
    /// <summary>Whether every character is whole (no half of a surrogate pair) and none is U+0000.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || rune.Value == 0)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
