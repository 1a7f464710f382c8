using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>A log beside the race oracle: one shared object, threads w, r, x and the callbacks'.</summary>
public abstract class DataRaceLog
{
    internal Bench Bench { get; } = new(new DataRace());
    internal ulong Root { get; }

    protected DataRaceLog()
    {
        Root = Bench.Setup.Allocate(TestCaches.Box);
        Bench.Setup.Fill(Root, 0, TestCaches.Box.Words);
        Bench.Start(Root);
    }

    internal void Locked(string thread, LockMode mode, Action body)
    {
        Bench[thread].Lock(Root, mode);
        body();
        Bench[thread].Unlock(Root, mode);
    }

    internal void Write(string thread) => Bench[thread].Store(TestCaches.Value(Root), 1, Plain);

    internal void Access(string thread, bool writes, MemoryOrder order)
    {
        if (writes)
            Bench[thread].Store(TestCaches.Value(Root), 2, order);
        else
            Bench[thread].Load(TestCaches.Value(Root), order);
    }

    internal void Read(string thread) => Bench[thread].Load(TestCaches.Value(Root), Plain);

    internal void Judge(bool ordered, string name = "box#0.value")
    {
        foreach (string thread in (string[])["w", "r", "x"])
            Bench[thread].End();
        if (ordered)
        {
            Assert.Null(Bench.Violation);
            return;
        }

        Assert.Equal(ViolationKind.DataRace, Bench.Violation?.Kind);
        Assert.Contains(name, Bench.Violation!.Message, StringComparison.Ordinal);
    }
}
