using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// A VMA lock and a word that it guards: only while the writer holds it is the word 1, so no reader may see
/// that. At last the writer detaches the VMA, and then nobody is counted in.
/// </summary>
internal sealed class VmaLockScenario : Scenario
{
    private static readonly SlabCache cellCache = new(
        "locked_cell", 5,
        [
            new("mmap_lock", 0) { IsLock = true },
            new("mm_lock_seq", 1),
            new("vm_refcnt", 2),
            new("vm_lock_seq", 3),
            new("guarded", 4),
        ]);

    public override string Name => "vma-lock";

    public override string Summary => "readers of one VMA beside its writer";

    public override IReadOnlyList<Actor> Actors { get; } =
        [new Writer("writer"), new Reader("reader-1"), new Reader("reader-2")];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong cell = machine.Allocate(cellCache);
        MmapLockOf(machine, cell).Initialise();
        VmaLockOf(machine, cell).Initialise();
        machine.Store(Guarded(cell), 0, MemoryOrder.Plain);
        VmaLockOf(machine, cell).Attach();
        return cell;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world) => machine.Free(cellCache, world);

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        throw new InvalidOperationException("no callback was queued");

    private static MmapLock<TMachine> MmapLockOf<TMachine>(TMachine machine, ulong cell)
        where TMachine : struct, IMachine => new(machine, cell);

    private static VmaLock<TMachine> VmaLockOf<TMachine>(TMachine machine, ulong cell)
        where TMachine : struct, IMachine => new(machine, Count(cell));

    private static ulong Count(ulong cell) => cell + 16;

    private static ulong Guarded(ulong cell) => cell + 32;

    private sealed class Writer(string label) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            for (int i = 0; i < 2; i++)
            {
                using var held = MmapLockOf(machine, world).Write();
                VmaLockOf(machine, world).StartWrite(held);
                machine.Store(Guarded(world), 1, MemoryOrder.Plain);
                machine.Store(Guarded(world), 0, MemoryOrder.Plain);
            }

            using var last = MmapLockOf(machine, world).Write();
            VmaLockOf(machine, world).StartWrite(last);
            VmaLockOf(machine, world).Detach();
            machine.Observe(MmSites.BalanceMapCount, machine.Load(Count(world), MemoryOrder.Once));
        }
    }

    private sealed class Reader(string label) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            for (int i = 0; i < 2; i++)
            {
                var vmaLock = VmaLockOf(machine, world);
                if (vmaLock.StartRead(MmapLockOf(machine, world)) == VmaReadResult.Locked)
                {
                    machine.Observe(MmSites.BalanceResident, machine.Load(Guarded(world), MemoryOrder.Plain));
                    vmaLock.EndRead();
                }
            }
        }
    }
}
