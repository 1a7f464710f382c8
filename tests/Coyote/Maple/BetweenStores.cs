using RcuSim.Checking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Counts the lookups that lie wholly between the two stores by which a writer moves a border in place.
/// </summary>
internal sealed class BetweenStores : IOracle
{
    private int stores;
    private int atBegin;

    public ulong Kinds => EventMask.Of(OperationKind.Observe, OperationKind.Store);

    public int Seen { get; private set; }

    public void Apply(in Event item, int position, SystemState state)
    {
        int site = item.Operation.Site;
        if (item.Operation.Kind == OperationKind.Store)
            stores += item.Thread.Name.Label == "writer" ? 1 : 0;
        else if (site == MapleSpans.WriteValue.Number)
            stores = 0;
        else if (site == MapleSpans.ReadTree.Number)
            atBegin = stores;
        else if (site == MapleSpans.ReadValue.Number)
            Seen += stores == 1 && atBegin == 1 ? 1 : 0;
    }

    public void Restore() => stores = atBegin = 0;
}
