using RcuSim.Machine;

namespace RcuTests;

/// <summary>
/// Two words that are replaced together. A writer publishes a new version, and frees the old one once no
/// reader can look at it any more.
/// </summary>
/// <param name="machine">The machine: simulated, or real memory and threads.</param>
/// <param name="address">The word that points to the current version.</param>
/// <param name="freesAtOnce">A mistake on purpose: the writer does not wait for readers.</param>
public readonly struct Pair<TMachine>(TMachine machine, ulong address, bool freesAtOnce)
    where TMachine : struct, IMachine
{
    public ulong Sum()
    {
        machine.RcuEnter();
        ulong version = machine.Load(address, MemoryOrder.Dereference);
        ulong sum = machine.Load(version, MemoryOrder.Plain) + machine.Load(version + 8, MemoryOrder.Plain);
        machine.RcuLeave();
        return sum;
    }

    public void Replace(ulong first, ulong second)
    {
        ulong version = machine.Allocate(PairScenario.Version);
        machine.Store(version, first, MemoryOrder.Plain);
        machine.Store(version + 8, second, MemoryOrder.Plain);
        ulong old = machine.Exchange(address, version, MemoryOrder.AcquireRelease);
        if (!freesAtOnce)
        {
            machine.Synchronize();
        }

        machine.Free(PairScenario.Version, old);
    }
}
