using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What each thread is protected by: a fold over the log.</summary>
public sealed class ProtectionTable
{
    private readonly Protection?[] threads = new Protection?[256];

    /// <summary>A thread's protection.</summary>
    public Protection this[SimulatedThread thread] => threads[thread.Name.Number] ??= new();

    /// <summary>Nobody holds anything.</summary>
    public void Clear()
    {
        foreach (var thread in threads)
        {
            thread?.Clear();
        }
    }
}
