namespace RcuSim.Mm;

/// <summary>How far a fork has come, for those who wait for it.</summary>
public enum ForkProgress : ulong
{
    /// <summary>The child's mm does not exist yet.</summary>
    NotBegun,

    /// <summary>Scanners can find the child's mm; its tree is not copied yet.</summary>
    Listed,

    /// <summary>Fork is over: the child is there, or there will be none.</summary>
    Over,
}
