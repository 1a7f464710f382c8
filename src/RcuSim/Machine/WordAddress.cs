namespace RcuSim.Machine;

/// <summary>Where the words of an object lie.</summary>
internal static class WordAddress
{
    /// <summary>Size of a word in bytes.</summary>
    public const ulong Bytes = 8;

    /// <summary>The address of a word of an object.</summary>
    /// <param name="address">The object's address.</param>
    /// <param name="word">The word's number in it, from 0.</param>
    public static ulong Of(ulong address, int word) => address + ((ulong)word * Bytes);
}
