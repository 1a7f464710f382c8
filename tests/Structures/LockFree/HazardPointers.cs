using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A pointer whose readers say which object they use, so that its writer frees none of these (Michael).
/// </summary>
/// <remarks>
/// It is right: a reader announces the object, then looks whether it is still the one; the writer takes it
/// out of the pointer, then looks for announcements; full fences stand between. So of the two looks at least
/// one sees the other side: the reader finds another object and tries again, or the writer finds the
/// announcement and waits until it is withdrawn, by a release.
/// </remarks>
internal sealed class HazardPointers(string mistake) : Structure(mistake, "writer", "reader", "another")
{
    private const int Pointer = 1;
    private const int Hazards = 2;
    private const int Readers = 2;
    private static readonly Site look = new("hazard-look", SiteKind.Retry);
    private static readonly Site wait = new("hazard-wait", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["does not look again"] = [ViolationKind.UseAfterFree],
            ["looks for announcements first"] = [ViolationKind.UseAfterFree],
            ["looks at one reader only"] = [ViolationKind.UseAfterFree],
            ["publishes without a release"] = [ViolationKind.DataRace],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root) =>
        machine.Store(W(root, Pointer), New(machine), Publish);

    protected override void Empty<TMachine>(TMachine machine, ulong root) =>
        machine.Free(Node, machine.Load(W(root, Pointer), Once));

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "writer")
            Replace(machine, world);
        else
            Read(machine, world, W(world, Hazards + (role == "reader" ? 0 : 1)));
    }

    private void Read<TMachine>(TMachine machine, ulong world, ulong hazard)
        where TMachine : struct, IMachine
    {
        ulong seen = machine.Load(W(world, Pointer), Acquire);
        while (true)
        {
            machine.Store(hazard, seen, Once);
            machine.Fence(FenceKind.Full);
            ulong now = Has("does not look again") ? seen : machine.Load(W(world, Pointer), Acquire);
            if (now == seen)
                break;
            seen = now;
            machine.Retry(look);
        }

        machine.Load(seen, Plain);
        machine.Store(hazard, 0, Release);
    }

    private void Replace<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine
    {
        ulong old = machine.Load(W(world, Pointer), Once), added = New(machine);
        machine.Store(added, 1, Plain);
        if (Has("looks for announcements first"))
            WaitForReaders(machine, world, old);
        machine.Store(W(world, Pointer), added, Has("publishes without a release") ? Once : Release);
        machine.Fence(FenceKind.Full);
        if (!Has("looks for announcements first"))
            WaitForReaders(machine, world, old);
        machine.Free(Node, old);
    }

    private void WaitForReaders<TMachine>(TMachine machine, ulong world, ulong old)
        where TMachine : struct, IMachine
    {
        for (int reader = 0; reader < (Has("looks at one reader only") ? 1 : Readers); reader++)
        {
            while (machine.Load(W(world, Hazards + reader), Acquire) == old)
                machine.Spin(wait);
        }
    }
}
