using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;

namespace Flexportal.Domain.Challenges;

/// <summary>The digits of a code follow from a key outside the database, the flow's salt and the code's number. Nothing that would reveal a code is stored.</summary>
public static class CodeDerivation
{
    /// <summary>The codes 1 to <paramref name="count"/> of a flow. Unbiased (rejection of the incomplete last range), and no two of a flow are equal.</summary>
    public static IReadOnlyList<string> Codes(SecretKey key, CodeChallenge challenge, int count)
    {
        var codes = new List<string>(count);
        for (var number = 1; number <= count; number++)
        {
            codes.Add(Candidates(key, challenge, number).First(code => !codes.Contains(code)));
        }

        return codes;
    }

    /// <summary>Compares without telling by time how much of it was right.</summary>
    public static bool Matches(string typed, string code) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(typed), Encoding.ASCII.GetBytes(code));

    private static IEnumerable<string> Candidates(SecretKey key, CodeChallenge challenge, int number)
    {
        var range = (ulong)Math.Pow(10, challenge.Digits);
        var limit = ulong.MaxValue - (ulong.MaxValue % range);
        for (var round = 0; ; round++)
        {
            var bytes = key.Derive(
                "code",
                challenge.Salt,
                challenge.Document.Value,
                challenge.UnlockNumber.ToString(CultureInfo.InvariantCulture),
                number.ToString(CultureInfo.InvariantCulture),
                round.ToString(CultureInfo.InvariantCulture));
            var value = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            if (value < limit)
            {
                yield return (value % range).ToString(CultureInfo.InvariantCulture).PadLeft(challenge.Digits, '0');
            }
        }
    }
}
