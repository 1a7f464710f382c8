using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>
/// The stock: nodes held ready for one write, chained through their own words, so that nothing fails
/// half-way.
/// </content>
public partial struct MapleState<TMachine>
{
    private const int LargestBatch = 30;
    private const ulong ChainOffset = 8;

    /// <summary>How many nodes the state holds ready.</summary>
    public readonly int Stocked => stocked;

    /// <summary>How many nodes the state has taken from its stock in order to be written.</summary>
    public readonly int Built => built;

    /// <summary>Fills the stock up; on failure it is emptied.</summary>
    /// <returns>False when there is no memory.</returns>
    [KernelName("mas_alloc_nodes")]
    private bool Request(int wanted)
    {
        if (stocked == 0 && wanted > 0)
        {
            ulong first = machine.Allocate(MapleNodeLayout.Cache);
            if (first == 0)
            {
                return false;
            }

            PutInStock(first);
        }

        return stocked >= wanted || RequestBatches(wanted);
    }

    private bool RequestBatches(int wanted)
    {
        Span<ulong> batch = stackalloc ulong[LargestBatch];
        while (stocked < wanted)
        {
            var part = batch[..Math.Min(LargestBatch, wanted - stocked)];
            if (!machine.AllocateBatch(MapleNodeLayout.Cache, part))
            {
                EmptyStock();
                return false;
            }

            foreach (ulong address in part)
            {
                PutInStock(address);
            }
        }

        return true;
    }

    /// <summary>Keeps a node for later.</summary>
    [KernelName("mas_push_node")]
    private void PutInStock(ulong address)
    {
        machine.Store(address + ChainOffset, stock, Plain);
        stock = address;
        stocked++;
    }

    /// <summary>
    /// Takes a zeroed node. A write that asks for more nodes than it requested is a broken invariant.
    /// </summary>
    [KernelName("mas_pop_node")]
    private ulong TakeFromStock()
    {
        if (stocked == 0)
        {
            throw new StockExhaustedException();
        }

        ulong address = stock;
        stock = machine.Load(address + ChainOffset, Plain);
        stocked--;
        built++;
        machine.Fill(address, 0, MapleNodeLayout.Words);
        return address;
    }

    private void EmptyStock()
    {
        while (stocked > 0)
        {
            ulong address = stock;
            stock = machine.Load(address + ChainOffset, Plain);
            stocked--;
            machine.Free(MapleNodeLayout.Cache, address);
        }
    }
}
