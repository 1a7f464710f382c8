namespace RcuSim.Maple;

/// <summary>The 64-bit FNV-1a hash of a text.</summary>
internal static class Fnv
{
    private const ulong Basis = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x100_0000_01B3;

    /// <summary>The hash as 16 hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        ulong hash = Basis;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash.ToString("x16");
    }
}
