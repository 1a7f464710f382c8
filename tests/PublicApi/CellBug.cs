namespace RcuSim.Tests.PublicApi;

/// <summary>What is wrong with a <see cref="SharedCell{TMachine}"/> on purpose.</summary>
public enum CellBug
{
    None,

    /// <summary>What is replaced is freed at once, under its readers.</summary>
    FreesAtOnce,

    /// <summary>The writer does not take the lock.</summary>
    SkipsTheLock,

    /// <summary>A reader leaves its section before it says what it saw.</summary>
    LeavesEarly,

    /// <summary>The writer takes one away.</summary>
    CountsDown,
}
