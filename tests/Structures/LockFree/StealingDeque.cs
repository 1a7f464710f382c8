using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// Tasks of one thread, which adds and takes at one end while others steal at the other (Chase, Lev). Whoever
/// has a task runs it and frees it.
/// </summary>
/// <remarks>
/// It is right: the top only grows, by a compare-exchange that one thread wins, so a task is stolen once, and
/// what was read from its slot before is what was there: the owner does not use the slot again until the top
/// has moved. The owner lowers the bottom, then reads the top; a thief reads the top, then the bottom; full
/// fences stand between. So if more than one task was there, the thief sees that the last is the owner's; the
/// very last one both want, and the compare-exchange decides. Each store to the bottom is a release that a
/// thief acquires, so it sees the task as it was when it was added.
/// </remarks>
internal sealed class StealingDeque(string mistake) : Structure(mistake, "owner", "thief", "another")
{
    private const int Top = 1;
    private const int Bottom = 2;
    private const int Slots = 3;
    private const ulong Size = 2;
    private const int Work = 1;
    private static readonly Site steal = new("deque-steal", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["takes the last without a contest"] = [ViolationKind.UseAfterFree, ViolationKind.DoubleFree],
            ["steals without a contest"] = [ViolationKind.UseAfterFree, ViolationKind.DoubleFree],
            ["reads the top first"] = [ViolationKind.UseAfterFree, ViolationKind.DoubleFree],
            ["reads the slot last"] = [ViolationKind.UseAfterFree, ViolationKind.DoubleFree],
            ["shows the task before it is there"] = [ViolationKind.Leak, ViolationKind.UseAfterFree],
            ["shows the task without a release"] = [ViolationKind.DataRace],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root) => Add(machine, root);

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        for (ulong task; (task = Pop(machine, root)) != 0;)
            Run(machine, task);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role != "owner")
        {
            Run(machine, Steal(machine, world));
            return;
        }

        for (ulong n = 0; n < Size; n++)
            Add(machine, world);
        for (ulong n = 0; n < Size; n++)
            Run(machine, Pop(machine, world));
    }

    /// <summary>Adds a task, or runs it if there is no room.</summary>
    private void Add<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        ulong task = New(machine);
        machine.Store(W(task, Work), 7, Plain);
        if (!Push(machine, root, task))
            Run(machine, task);
    }

    private bool Push<TMachine>(TMachine machine, ulong root, ulong task)
        where TMachine : struct, IMachine
    {
        ulong bottom = machine.Load(W(root, Bottom), Once);
        if (bottom - machine.Load(W(root, Top), Acquire) >= Size)
            return false;
        bool early = Has("shows the task before it is there");
        if (early)
            machine.Store(W(root, Bottom), bottom + 1, Release);
        machine.Store(Slot(root, bottom), task, Once);
        var order = Has("shows the task without a release") ? Once : Release;
        if (!early)
            machine.Store(W(root, Bottom), bottom + 1, order);
        return true;
    }

    private ulong Pop<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        ulong bottom = machine.Load(W(root, Bottom), Once) - 1;
        ulong early = machine.Load(W(root, Top), Once);
        machine.Store(W(root, Bottom), bottom, Release);
        machine.Fence(FenceKind.Full);
        ulong top = Has("reads the top first") ? early : machine.Load(W(root, Top), Once);
        long left = (long)(bottom - top);
        ulong task = left < 0 ? 0 : machine.Load(Slot(root, bottom), Once);
        if (left > 0 || (left == 0 && Has("takes the last without a contest")))
            return task;
        if (left == 0 && machine.CompareExchange(W(root, Top), top, top + 1, Full, Once) != top)
            task = 0;
        machine.Store(W(root, Bottom), bottom + 1, Release);
        return task;
    }

    private ulong Steal<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        while (true)
        {
            ulong top = machine.Load(W(root, Top), Acquire);
            machine.Fence(FenceKind.Full);
            ulong bottom = machine.Load(W(root, Bottom), Acquire);
            if ((long)(bottom - top) <= 0)
                return 0;
            ulong task = machine.Load(Slot(root, top), Once);
            if (Has("steals without a contest"))
                machine.Store(W(root, Top), top + 1, Release);
            else if (machine.CompareExchange(W(root, Top), top, top + 1, Full, Once) != top)
                task = 0;
            if (task != 0)
                return Has("reads the slot last") ? machine.Load(Slot(root, top), Once) : task;
            machine.Retry(steal);
        }
    }

    private static void Run<TMachine>(TMachine machine, ulong task)
        where TMachine : struct, IMachine
    {
        if (task == 0)
            return;
        Expect(machine.Load(W(task, Work), Plain) == 7, "the task is not filled");
        machine.Free(Node, task);
    }

    private static ulong Slot(ulong root, ulong index) => W(root, Slots + (int)(index % Size));
}
