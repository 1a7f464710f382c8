using System.Text;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>
/// What one operation of a script cost: nodes taken and freed, and how each write was done.
/// </summary>
internal sealed class Tally<TMachine>(IScriptWorld<TMachine> world)
    where TMachine : struct, IMachine
{
    private readonly int[] strategies = new int[(int)MapleStrategy.SlotStore + 1];
    private long allocatedBefore;
    private long freedBefore;
    private long built;
    private long singles;
    private long subtrees;
    private long freedLater;
    private MapleStrategy latest;

    /// <summary>Begins an operation.</summary>
    public void Begin()
    {
        allocatedBefore = world.Allocated;
        freedBefore = world.Freed;
        (built, singles, subtrees, freedLater) = (0, 0, 0, 0);
        latest = MapleStrategy.None;
        Array.Clear(strategies);
    }

    /// <summary>Notes a write.</summary>
    public void Note(WriteAccount account) => Note(account.Strategy, account.Built);

    /// <summary>Notes a write, and nodes built.</summary>
    public void Note(MapleStrategy strategy, int nodesBuilt)
    {
        strategies[(int)strategy]++;
        latest = strategy;
        built += nodesBuilt;
    }

    /// <summary>Adds the strategy of the one write of an operation.</summary>
    public void AddStrategy(Answer answer)
    {
        if (latest == MapleStrategy.None)
        {
            answer.AddJson("wr", "null");
        }
        else
        {
            answer.Add("wr", NameOf(latest));
        }
    }

    /// <summary>Adds how often each strategy was used.</summary>
    public void AddStrategies(Answer answer)
    {
        var text = new StringBuilder("{");
        for (int i = 1; i < strategies.Length; i++)
        {
            if (strategies[i] > 0)
            {
                text.Append(text.Length > 1 ? "," : "").Append('"').Append(NameOf((MapleStrategy)i))
                    .Append("\":").Append(strategies[i]);
            }
        }

        answer.AddJson("wr", text.Append('}').ToString());
    }

    /// <summary>Ends the operation with a grace period and adds the counters that are not 0.</summary>
    public void AddCounters(Answer answer)
    {
        long allocated = world.Allocated - allocatedBefore;
        long freed = world.Freed - freedBefore;
        EndGracePeriod();
        AddCount(answer, "alloc", allocated);
        AddCount(answer, "free", freed);
        AddCount(answer, "rcu", singles);
        AddCount(answer, "walk", subtrees);
        AddCount(answer, "rcun", freedLater);
        AddCount(answer, "built", built);
        answer.Add("live", world.Allocated - world.Freed);
    }

    private void EndGracePeriod()
    {
        long before = world.Freed;
        world.RunCallbacks((machine, function, retired, argument) =>
        {
            singles += function == MapleCallback.FreeNode ? 1 : 0;
            subtrees += function == MapleCallback.FreeSubtree ? 1 : 0;
            MapleCallback.Run(machine, function, retired, argument);
        });
        freedLater = world.Freed - before;
    }

    private static void AddCount(Answer answer, string key, long count)
    {
        if (count != 0)
        {
            answer.Add(key, count);
        }
    }

    private static string NameOf(MapleStrategy strategy) => strategy switch
    {
        MapleStrategy.NewRoot => "wr_new_root",
        MapleStrategy.StoreRoot => "wr_store_root",
        MapleStrategy.ExactFit => "wr_exact_fit",
        MapleStrategy.SpanningStore => "wr_spanning_store",
        MapleStrategy.SplitStore => "wr_split_store",
        MapleStrategy.Rebalance => "wr_rebalance",
        MapleStrategy.Append => "wr_append",
        MapleStrategy.NodeStore => "wr_node_store",
        _ => "wr_slot_store",
    };
}
