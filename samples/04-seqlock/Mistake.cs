namespace RcuSim.Samples.Seqlock;

/// <summary>What is wrong with a seqlock.</summary>
internal enum Mistake
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The reader does not look at the number again.</summary>
    TrustsFirstLook,

    /// <summary>The writer makes the number odd only when it has written.</summary>
    AnnouncesLate,

    /// <summary>The writer leaves the number odd.</summary>
    NeverEnds,
}
