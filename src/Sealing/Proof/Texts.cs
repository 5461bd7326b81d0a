using System.Text;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Proof;

/// <summary>Text strings of new objects.</summary>
internal static class Texts
{
    public static CosString Ascii(string text) => new(Encoding.ASCII.GetBytes(text));
}
