using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>Where a work list is cut into nodes: the last position of each node but the last.</summary>
/// <param name="Nodes">How many nodes: one, two or three.</param>
/// <param name="First">The last position of the first node, if there are two.</param>
/// <param name="Second">The last position of the second node, if there are three.</param>
internal readonly record struct Cuts(int Nodes, int First, int Second)
{
    /// <summary>Cuts as evenly as empty slots allow: no leaf may end in one.</summary>
    [KernelName("mab_calc_split")]
    public static Cuts Even(in WorkList list, MapleNodeType type)
    {
        int last = list.Count - 1;
        int slots = NodeSizes.Slots(type);
        if (last < slots)
        {
            return new(1, 0, 0);
        }

        int half = last / 2;
        bool wide = last >= 2 * slots || (last >= (2 * slots) - 1 && list.Slots[half] == 0);
        if (!wide)
        {
            return new(2, Adjust(in list, type, half), 0);
        }

        int third = last / 3;
        return new(3, Adjust(in list, type, third), Adjust(in list, type, 2 * third));
    }

    /// <summary>Cuts so that the right node gets as little as it may: more will be appended there.</summary>
    public static Cuts Bulk(in WorkList list, MapleNodeType type)
    {
        int last = list.Count - 1;
        if (last < NodeSizes.Slots(type))
        {
            return new(1, 0, 0);
        }

        int cut = last - NodeSizes.Minimum(type);
        if (cut >= NodeSizes.Slots(type))
        {
            // Not in ascending order, so not a bulk load: the left node could not hold its part.
            return Even(in list, type);
        }

        return new(2, list.Slots[cut] == 0 ? cut - 1 : cut, 0);
    }

    private static int Adjust(in WorkList list, MapleNodeType type, int cut)
    {
        if (list.Slots[cut] != 0)
        {
            return cut;
        }

        bool up = cut < NodeSizes.Slots(type) - 1 && list.Count - 1 - cut > NodeSizes.Minimum(type);
        return up ? cut + 1 : cut - 1;
    }
}
