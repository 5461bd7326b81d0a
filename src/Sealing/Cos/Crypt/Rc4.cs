namespace Flexportal.Sealing.Cos.Crypt;

/// <summary>RC4, which the platform no longer has; only for files that their authors encrypted with it.</summary>
internal static class Rc4
{
    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var index = 0; index < 256; index++)
        {
            state[index] = (byte)index;
        }

        for (int index = 0, other = 0; index < 256; index++)
        {
            other = (other + state[index] + key[index % key.Length]) & 255;
            (state[index], state[other]) = (state[other], state[index]);
        }

        var output = new byte[data.Length];
        for (int index = 0, first = 0, second = 0; index < data.Length; index++)
        {
            first = (first + 1) & 255;
            second = (second + state[first]) & 255;
            (state[first], state[second]) = (state[second], state[first]);
            output[index] = (byte)(data[index] ^ state[(state[first] + state[second]) & 255]);
        }

        return output;
    }
}
