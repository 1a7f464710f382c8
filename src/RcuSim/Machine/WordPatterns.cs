namespace RcuSim.Machine;

/// <summary>What words read as that hold no value.</summary>
internal static class WordPatterns
{
    /// <summary>What a freed word reads as.</summary>
    public const ulong Poison = 0x6B6B_6B6B_6B6B_6B6B;

    /// <summary>What an allocated word that was never written reads as.</summary>
    public const ulong Uninitialised = 0x5A5A_5A5A_5A5A_5A5A;
}
