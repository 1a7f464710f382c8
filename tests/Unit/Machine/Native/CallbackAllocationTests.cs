using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>Counts what the whole process allocates, so nothing may run beside it.</summary>
[Collection(nameof(AloneCollection))]
public sealed class CallbackAllocationTests
{
    private static readonly SlabCache node = NativeTestCaches.Node;

    [Fact]
    public void Queueing_and_running_callbacks_allocates_nothing_in_steady_state()
    {
        using var system = new NativeSystem(runner: (own, _, first, _) => own.Free(node, first));
        var machine = system.CreateThread().Machine;
        long before = 0;
        for (int round = 0; round < 200; round++)
        {
            before = round == 100 ? GC.GetTotalAllocatedBytes() : before;
            for (int i = 0; i < 2000; i++)
            {
                machine.CallRcu(1, machine.Allocate(node), 0);
            }

            machine.RcuBarrier();
        }

        // The test runner writes a little; 200,000 callbacks would leave megabytes.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000);
        Assert.Equal(0, system.Statistics(node).Live);
    }
}
