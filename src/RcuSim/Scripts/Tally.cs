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
    private long singlesBefore;
    private long subtreesBefore;
    private MapleStrategy latest;

    /// <summary>Begins an operation.</summary>
    public void Begin()
    {
        allocatedBefore = world.Allocated;
        freedBefore = world.Freed;
        singlesBefore = world.Waiting(MapleCallback.FreeNode);
        subtreesBefore = world.Waiting(MapleCallback.FreeSubtree);
        built = 0;
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

    /// <summary>Adds the counters that are not 0, and ends the operation with a grace period.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="inSection">True in a read-side critical section: no grace period ends.</param>
    public void AddCounters(Answer answer, bool inSection)
    {
        long allocated = world.Allocated - allocatedBefore;
        long freed = world.Freed - freedBefore;
        long singles = world.Waiting(MapleCallback.FreeNode) - singlesBefore;
        long subtrees = world.Waiting(MapleCallback.FreeSubtree) - subtreesBefore;
        AddCount(answer, "alloc", allocated);
        AddCount(answer, "free", freed);
        AddCount(answer, "rcu", singles);
        AddCount(answer, "walk", subtrees);
        if (!inSection)
        {
            AddFreedLater(answer);
        }

        AddCount(answer, "built", built);
    }

    /// <summary>Adds how many nodes are in use.</summary>
    public void AddLive(Answer answer) => answer.Add("live", world.Allocated - world.Freed);

    /// <summary>Ends a grace period and adds what it freed.</summary>
    public void AddFreedLater(Answer answer)
    {
        long before = world.Freed;
        EndGracePeriod();
        AddCount(answer, "rcun", world.Freed - before);
    }

    /// <summary>Runs what waits for a grace period.</summary>
    public void EndGracePeriod() => world.RunCallbacks(
        static (machine, function, retired, argument) =>
            MapleCallback.Run(machine, function, retired, argument));

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
