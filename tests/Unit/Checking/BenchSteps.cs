using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Steps that hand-made logs share.</summary>
internal static class BenchSteps
{
    /// <summary>Has a callback wait for a reader, who then leaves, and begin.</summary>
    public static void WaitOutReader(this Bench bench, string caller, string reader)
    {
        var begin = new Operation { Kind = OperationKind.CallbackBegin };
        Assert.False(bench.IsEnabled(bench.CallbackThread(caller), begin));
        bench[reader].RcuLeave();
        bench.Callback(caller).BeginCallback();
    }

    /// <summary>Has a thread begin to wait for a grace period.</summary>
    public static void BeginGracePeriod(this Bench bench, string thread) =>
        bench.Thread(thread).Perform(new Operation { Kind = OperationKind.GracePeriodBegin });

    /// <summary>What a tree says of a store.</summary>
    public static void BeginWrite(
        this TracedMachine machine, ulong tree, ulong first, ulong last, ulong value)
    {
        machine.Observe(MapleSpans.WriteTree, tree);
        machine.Observe(MapleSpans.WriteFirst, first);
        machine.Observe(MapleSpans.WriteLast, last);
        machine.Observe(MapleSpans.WriteValue, value);
    }

    /// <summary>What a tree says at the end of a store.</summary>
    public static void EndWrite(this TracedMachine machine, bool failed = false) =>
        machine.Observe(MapleSpans.WriteDone, failed ? 1UL : 0);

    /// <summary>What a tree says of a whole store.</summary>
    public static void Write(this TracedMachine machine, ulong tree, ulong first, ulong last, ulong value)
    {
        machine.BeginWrite(tree, first, last, value);
        machine.EndWrite();
    }

    /// <summary>What a tree says when a lookup begins.</summary>
    public static void BeginRead(this TracedMachine machine, ulong tree, ulong index)
    {
        machine.Observe(MapleSpans.ReadTree, tree);
        machine.Observe(MapleSpans.ReadIndex, index);
    }

    /// <summary>What a tree says when a lookup ends.</summary>
    public static void EndRead(this TracedMachine machine, ulong found) =>
        machine.Observe(MapleSpans.ReadValue, found);

    /// <summary>What a tree says when a search begins.</summary>
    public static void BeginFind(this TracedMachine machine, ulong tree, bool up, ulong low, ulong high)
    {
        machine.Observe(up ? MapleSpans.FindUp : MapleSpans.FindDown, tree);
        machine.Observe(MapleSpans.FindLow, low);
        machine.Observe(MapleSpans.FindHigh, high);
    }

    /// <summary>What a tree says when a search has found something.</summary>
    public static void EndFind(this TracedMachine machine, ulong first, ulong last, ulong found)
    {
        machine.Observe(MapleSpans.FindFirst, first);
        machine.Observe(MapleSpans.FindLast, last);
        machine.Observe(MapleSpans.FindValue, found);
    }

    /// <summary>A VMA in a tree.</summary>
    public static ulong NewVma(this Bench bench, ulong mm, ulong start, ulong end)
    {
        ulong vma = bench.Setup.Allocate(MmCaches.Vma);
        bench.Setup.Store(bench.Word(vma, "vm_mm"), mm, MemoryOrder.Plain);
        bench.Setup.Store(bench.Word(vma, "vm_start"), start, MemoryOrder.Plain);
        bench.Setup.Store(bench.Word(vma, "vm_end"), end, MemoryOrder.Plain);
        bench.Setup.Store(bench.Word(vma, "vm_refcnt"), 1, MemoryOrder.Release);
        return vma;
    }

    /// <summary>The address of a field by its name.</summary>
    public static ulong Word(this Bench bench, ulong address, string field) => WordAddress.Of(
        address, bench.History.CacheOf(address)!.Fields.Single(f => f.Name == field).FirstWord);

    /// <summary>What an observer says when it takes a VMA for one of an mm.</summary>
    public static void BeginUse(this TracedMachine machine, ulong mm, ulong address, ulong vma)
    {
        machine.Observe(MmSites.UseMm, mm);
        machine.Observe(MmSites.UseAddress, address);
        machine.Observe(MmSites.UseVma, vma);
    }
}
