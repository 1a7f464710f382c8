using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>A sorted list without locks, from which nodes are removed in two steps (Harris).</summary>
/// <remarks>
/// It is right: a node is out once its own link is marked, after which that link never changes again, so that
/// nothing is linked behind a node that is going. Unlinking it is then anybody's work, and who succeeds, one
/// thread alone, frees it after a grace period; all walk in sections.
/// </remarks>
internal sealed class HarrisList(string mistake) : Structure(mistake, "first", "second", "inserter")
{
    private const int Head = 1;
    private const int Next = 0;
    private const int Key = 1;
    private const ulong Mark = 1;
    private static readonly Site search = new("harris-search", SiteKind.Retry);
    private static readonly Site insert = new("harris-insert", SiteKind.Retry);
    private static readonly Site remove = new("harris-remove", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["unlinks without a mark"] =
                [ViolationKind.UseAfterFree, ViolationKind.DoubleFree, ViolationKind.Leak],
            ["frees what it has marked"] = [ViolationKind.DoubleCallback, ViolationKind.UseAfterFree],
            ["frees at once"] = [ViolationKind.UseAfterFree],
            ["inserts without a release"] = [ViolationKind.DataRace],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        for (ulong key = 1; key <= 2; key++)
            Insert(machine, root, key);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        ulong node = machine.Load(W(root, Head), Once);
        while (node != 0)
        {
            ulong next = machine.Load(W(node, Next), Once);
            machine.Free(Node, node);
            node = next;
        }
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "inserter")
            Insert(machine, world, 3);
        else
            Remove(machine, world, role == "first" ? 1u : 2u);
    }

    private void Insert<TMachine>(TMachine machine, ulong root, ulong key)
        where TMachine : struct, IMachine
    {
        ulong added = New(machine);
        machine.Store(W(added, Key), key, Plain);
        using var section = RcuSection<TMachine>.Enter(machine);
        while (true)
        {
            var (link, node) = Search(machine, root, key);
            machine.Store(W(added, Next), node, Once);
            var order = Has("inserts without a release") ? Once : Release;
            if (machine.CompareExchange(link, node, added, order, Once) == node)
                return;
            machine.Retry(insert);
        }
    }

    private void Remove<TMachine>(TMachine machine, ulong root, ulong key)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(machine);
        while (true)
        {
            var (link, node) = Search(machine, root, key);
            ulong next = machine.Load(W(node, Next), Acquire);
            if (Has("unlinks without a mark")
                || machine.CompareExchange(W(node, Next), next, next | Mark, AcquireRelease, Once) == next)
            {
                Unlink(machine, root, key, link, node, next);
                return;
            }

            machine.Retry(remove);
        }
    }

    private void Unlink<TMachine>(
        TMachine machine, ulong root, ulong key, ulong link, ulong node, ulong next)
        where TMachine : struct, IMachine
    {
        bool isMine = machine.CompareExchange(link, node, next, AcquireRelease, Once) == node;
        if (!isMine && !Has("unlinks without a mark"))
            Search(machine, root, key);
        if (isMine || Has("frees what it has marked"))
            Retire(machine, node);
    }

    /// <summary>The first node of a key or a higher one, and the link to it; marked ones are unlinked.
    /// </summary>
    private (ulong Link, ulong Node) Search<TMachine>(TMachine machine, ulong root, ulong key)
        where TMachine : struct, IMachine
    {
        ulong link = W(root, Head), node = machine.Load(link, Acquire);
        while (node != 0)
        {
            ulong next = machine.Load(W(node, Next), Acquire);
            if ((next & Mark) != 0)
            {
                if (machine.CompareExchange(link, node, next & ~Mark, AcquireRelease, Once) == node)
                {
                    Retire(machine, node);
                    node = next & ~Mark;
                    continue;
                }

                machine.Retry(search);
                link = W(root, Head);
                node = machine.Load(link, Acquire);
                continue;
            }

            if (machine.Load(W(node, Key), Plain) >= key)
                break;
            (link, node) = (W(node, Next), next);
        }

        return (link, node);
    }

    private void Retire<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine
    {
        if (Has("frees at once"))
            machine.Free(Node, node);
        else
            machine.FreeRcu(Node, node);
    }
}
