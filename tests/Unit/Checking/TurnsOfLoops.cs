using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Turns of loops: some are fruitless when they are repeated, some are not.</summary>
internal static class TurnsOfLoops
{
    private static readonly Site within = new("place in a turn of a test", SiteKind.Value);

    public static readonly Dictionary<string, Action<TracedMachine, ulong>> Idle = new()
    {
        ["load"] = (m, box) => m.Load(TestCaches.Value(box), MemoryOrder.Once),
        ["failed compare-exchange"] = (m, box) => m.CompareExchange(
            TestCaches.Count(box), 7, 8, MemoryOrder.Full, MemoryOrder.Once),
        ["exchange for the same value"] = (m, box) =>
            m.Exchange(TestCaches.Count(box), 0, MemoryOrder.Acquire),
        ["bits that are set"] = (m, box) => m.And(TestCaches.Count(box), 0, MemoryOrder.Acquire),
        ["section"] = (m, box) =>
        {
            m.RcuEnter();
            m.Load(TestCaches.Value(box), MemoryOrder.Once);
            m.RcuLeave();
        },
        ["fence and output"] = (m, box) =>
        {
            m.Load(TestCaches.Value(box), MemoryOrder.Once);
            m.Fence(FenceKind.Full);
            m.Observe(within, 1);
        },
        ["lock taken and released"] = (m, box) =>
        {
            m.Lock(box, LockMode.Spin);
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Unlock(box, LockMode.Spin);
        },
        ["trylock that succeeds"] = (m, box) =>
        {
            Assert.True(m.TryLock(box, LockMode.Write));
            m.Unlock(box, LockMode.Write);
        },
        ["await"] = (m, box) => m.Await(
            TestCaches.Count(box), ulong.MaxValue, Comparison.Equal, 0, WaitMode.Spin, MemoryOrder.Once),
    };

    public static readonly Dictionary<string, Action<TracedMachine, ulong>> Fruitful = new()
    {
        ["nothing"] = (_, _) => { },
        ["output alone"] = (m, _) => m.Observe(within, 1),
        ["store of the same value"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Store(TestCaches.Count(box), 0, MemoryOrder.Once);
        },
        ["add"] = (m, box) => m.Add(TestCaches.Count(box), 1, MemoryOrder.Once),
        ["fill"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Fill(TestCaches.Count(box), 0, 1);
        },
        ["lock taken and released with nothing read"] = (m, box) =>
        {
            m.Lock(box, LockMode.Spin);
            m.Unlock(box, LockMode.Spin);
        },
        ["lock downgraded"] = (m, box) =>
        {
            m.Lock(box, LockMode.Write);
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Downgrade(box);
            m.Unlock(box, LockMode.Read);
        },
        ["lock kept"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Lock(box, LockMode.Read);
        },
        ["choice"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Choose(within, 2);
        },
        ["failure"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Fails(within);
        },
        ["allocation"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Free(TestCaches.Box, m.Allocate(TestCaches.Box));
        },
        ["callback"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.CallRcu(1, 0);
        },
        ["grace period"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Synchronize();
        },
    };
}
