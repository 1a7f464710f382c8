using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>In steady state native page tables take nothing from the managed heap.</summary>
public class TableMemoryTests
{
    private const ulong First = 0x7f00_0000_0000;
    private const ulong Step = 37 * 4096;
    private const ulong Touched = 2000;

    [Fact]
    public void Nothing_is_allocated()
    {
        using var system = new NativeSystem(new(), static (_, _, _, _) => { });
        using var thread = system.CreateThread();
        var globals = KernelGlobals<NativeMachine>.Allocate(thread.Machine);
        var mm = MmStruct<NativeMachine>.Allocate(thread.Machine, globals);
        for (int i = 0; i < 30; i++)
            Work(mm);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Work(mm);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0UL, mm.Tables.Bytes);
        Assert.All(
            [TableLevel.Pte, TableLevel.Pmd, TableLevel.Pud],
            level => Assert.Equal(0, system.Statistics(TableCaches.Of(level)).Live));
    }

    /// <summary>Pages come, are looked for again, and go with their tables.</summary>
    private static void Work(MmStruct<NativeMachine> mm)
    {
        for (ulong i = 0; i < 2 * Touched; i++)
            mm.Tables.Populate(First + (i % Touched * Step));
        mm.Tables.Zap(First, First + (Touched * Step));
        var batch = new TableBatch<NativeMachine>(mm.Machine);
        mm.Tables.FreeRange(new(First, First + (Touched * Step), 0, 0), ref batch);
        batch.Free();
    }
}
