using RcuSim.Machine;

namespace RcuSim.Tests.Properties.Maple;

/// <summary>A machine for trees, with what a test wants to know and to do.</summary>
internal interface ITreeWorld<TMachine> : IDisposable
    where TMachine : struct, IMachine
{
    TMachine Machine { get; }

    /// <summary>How many nodes are allocated.</summary>
    long Live { get; }

    /// <summary>Runs all callbacks.</summary>
    void EndGracePeriod();

    /// <summary>Makes the n-th allocation from now fail, counted from 1, and as many after it as <paramref
    /// name="times"/> says: natively none or all. 0: none fails.</summary>
    void FailAllocation(int nth, int times = int.MaxValue);

    /// <summary>Throws if an access was wrong.</summary>
    void Verify();
}
