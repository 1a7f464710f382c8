using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Carries out the operations of a script and answers them.</summary>
internal sealed partial class ScriptRunner<TMachine> : IDisposable
    where TMachine : struct, IMachine
{
    private const ulong MostEntries = 1_000_000;
    private readonly IScriptWorld<TMachine> world;
    private readonly Dictionary<ulong, ScriptTree<TMachine>> trees = [];
    private readonly Answer answer = new();
    private readonly Tally<TMachine> tally;
    private readonly CursorRunner<TMachine> cursors;
    private long number;
    private int section;
    private int sections;

    /// <summary>Begins a script.</summary>
    public ScriptRunner(IScriptWorld<TMachine> world)
    {
        this.world = world;
        tally = new(world);
        cursors = new(answer, tally);
    }

    /// <summary>What is wrong with an operation that is well written, or null.</summary>
    public string? Refuse(ScriptLine line)
    {
        if (line.IsOnCursor && line.Operation != "cur")
        {
            return cursors.Refuse(line, section);
        }

        if (line.Operation != "new" && line.HasTree && !trees.ContainsKey(line.Tree))
        {
            return $"expected a tree made by 'new', found {line.Tree}";
        }

        if (line.Operation is "dup" or "bulkfrom" && !trees.ContainsKey(line.Numbers[1]))
        {
            return $"expected a tree made by 'new', found {line.Numbers[1]}";
        }

        return line.Operation switch
        {
            "dup" or "bulkfrom" when line.Tree == line.Numbers[1] =>
                $"expected two trees, found {line.Tree} twice",
            "thin" when line.Numbers[1] == 0 => "expected 'thin T k ph' with k of at least 1, found 0",
            "bulk" or "bulklay" or "fill" or "fillrev" or "filllay" when line.Numbers[1] > MostEntries =>
                $"expected at most {MostEntries} entries, found {line.Numbers[1]}",
            "bulk" when line.Numbers.Length == 6 && line.Numbers[5] > MostEntries =>
                $"expected at most {MostEntries} entries announced, found {line.Numbers[5]}",
            "bulklay" or "filllay" when line.Numbers[2] > EntryLayout.LastProcess =>
                $"expected a layout from 0 to {EntryLayout.LastProcess}, found {line.Numbers[2]}",
            "bulk" or "fill" or "fillrev" when line.Numbers.Length > 4 => RefuseRanges(line),
            "filllay" => RefuseValue(line.Numbers[3], line.Numbers[1]),
            "forkwalk" or "bulk" or "bulkfrom" or "bulklay" when section > 0 =>
                $"expected 'readunlock' before '{line.Operation}', which leaves RCU mode",
            "forkwalk" => RefuseValue(LargestValue(trees[line.Tree].Handle), line.Numbers[2] + 1),
            "readlock" when section > 0 => "expected 'readunlock' before another 'readlock'",
            "readunlock" when section == 0 => "expected 'readlock' before 'readunlock'",
            _ => null,
        };
    }

    private static string? RefuseRanges(ScriptLine line)
    {
        var (count, first, size, gap) = (line.Numbers[1], line.Numbers[2], line.Numbers[3], line.Numbers[4]);
        if (size == 0 && line.Operation == "bulk")
        {
            return "expected a size of at least 1, found 0";
        }

        // The last range has no gap after it.
        if (count > 0 && (((UInt128)size + gap) * (count - 1)) + first + size > (UInt128)ulong.MaxValue + 1)
        {
            return $"expected ranges that end by {ulong.MaxValue}, found {count} from {first}";
        }

        return line.Operation == "bulk" ? null : RefuseValue(line.Numbers[5], count);
    }

    /// <summary>Refuses consecutive values if the last cannot be stored.</summary>
    private static string? RefuseValue(ulong first, ulong count) =>
        count == 0 || (UInt128)first + count - 1 <= ScriptLine.LargestValue
            ? null
            : $"expected values up to {ScriptLine.LargestValue}, found {(UInt128)first + count - 1}";

    private static ulong LargestValue(MapleTree<TMachine> tree) =>
        TreeAnswers.Entries(tree).Select(entry => MapleEntry.ToInteger(entry.Value)).DefaultIfEmpty().Max();

    /// <summary>Carries out an operation; returns its answer.</summary>
    public string Run(ScriptLine line)
    {
        answer.Begin(number++, line);
        tally.Begin();
        bool mayWait = line.Operation is "cprealloc" or "cnomem" or "dup";
        bool spared = mayWait && line.Failing == FailingRequests.NotWaiting;
        world.Fail(spared ? FailingRequests.None : line.Failing);
        Perform(line);
        world.Fail(FailingRequests.None);
        return answer.End();
    }

    /// <summary>Leaves the read-side critical section that a script has left open.</summary>
    public void Dispose()
    {
        if (section > 0)
        {
            world.Machine.RcuLeave();
        }
    }

    private void Perform(ScriptLine line)
    {
        if (line.IsOnCursor)
        {
            if (line.Operation == "cur")
            {
                cursors.Make(line, trees[line.Tree]);
            }
            else
            {
                cursors.Run(line, section);
            }
        }
        else if (!line.HasTree)
        {
            Section(enters: line.Operation == "readlock");
        }
        else if (line.Operation == "new")
        {
            Make(line);
        }
        else if (!Read(trees[line.Tree], line))
        {
            Write(trees[line.Tree], line);
            tally.AddCounters(answer, section > 0);
            tally.AddLive(answer);
        }
    }

    /// <summary>Carries out an operation that changes no tree; false if it is not one.</summary>
    private bool Read(ScriptTree<TMachine> of, ScriptLine line)
    {
        var tree = of.Handle;
        var numbers = line.Numbers;
        switch (line.Operation)
        {
            case "load":
                answer.AddValue("val", tree.Load(numbers[1]));
                return true;
            case "find" or "mtfindafter":
                Find(tree, line);
                return true;
            case "mtnext":
                answer.AddValue("val", tree.Next(numbers[1], numbers[2]));
                return true;
            case "mtprev":
                answer.AddValue("val", tree.Previous(numbers[1], numbers[2]));
                return true;
            case "cyclicnext":
                of.Next = numbers[1];
                answer.Add("next", of.Next);
                return true;
            case "findrange":
                TreeAnswers.List(answer, tree);
                return true;
            case "entsum":
                TreeAnswers.Sum(answer, tree);
                return true;
            case "dump" or "dumpsum" or "stats":
                TreeAnswers.Report(answer, tree, line.Operation);
                return true;
            case "check":
                answer.Add("bad", (long)tree.Validate().Count);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Enters or leaves the read-side critical section of a script's one reader.</summary>
    private void Section(bool enters)
    {
        section = enters ? ++sections : 0;
        if (enters)
        {
            world.Machine.RcuEnter();
        }
        else
        {
            world.Machine.RcuLeave();
            tally.AddFreedLater(answer);
            tally.AddLive(answer);
        }
    }

    private void Make(ScriptLine line)
    {
        _ = ScriptSyntax.TryFlags(line.LastWord, out var flags);
        if (trees.TryGetValue(line.Tree, out var old))
        {
            cursors.Forget(old);
            old.Handle.Destroy();
            if (section == 0)
            {
                tally.EndGracePeriod();
            }
        }

        var tree = new MapleTree<TMachine>(world.Machine, world.Machine.Allocate(ScriptLayout.Trees));
        tree.Initialise(flags);
        trees[line.Tree] = new(tree);
        answer.Add("flags", line.LastWord).Add("rc", 0L);
    }

    private void Find(MapleTree<TMachine> tree, ScriptLine line)
    {
        ulong next = line.Numbers[1];
        ulong limit = line.Numbers[2];
        ulong value = line.Operation == "find" ? tree.Find(ref next, limit) : tree.FindAfter(ref next, limit);
        answer.AddValue("val", value);
        if (value != 0)
        {
            var state = tree.At(next - 1);
            state.Walk();
            answer.Add("first", state.Index).Add("last", state.Last);
        }

        answer.Add("next", next);
    }
}
