namespace RcuSim.Scripts;

/// <summary>The 64-bit FNV-1a hash of a text.</summary>
internal sealed class Fnv
{
    private const ulong Basis = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x100_0000_01B3;
    private ulong hash = Basis;

    /// <summary>The hash of a whole text.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var whole = new Fnv();
        whole.Add(text);
        return whole.ToString();
    }

    /// <summary>Adds a piece of the text.</summary>
    public void Add(ReadOnlySpan<char> piece)
    {
        foreach (char letter in piece)
        {
            hash = (hash ^ letter) * Prime;
        }
    }

    /// <summary>The hash as 16 hexadecimal digits.</summary>
    public override string ToString() => hash.ToString("x16");
}
