using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Tests.Properties.Maple;
using static RcuSim.Tests.Unit.Maple.StateScript;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>Carries out the statements of a <see cref="StateScript"/> on one machine.</summary>
internal sealed class StateScriptRunner<TMachine>
    where TMachine : struct, IMachine
{
    private readonly ITreeWorld<TMachine> world;
    private readonly MapleTree<TMachine> tree;
    private readonly MapleTree<TMachine> copy;
    private MapleState<TMachine> state;

    public StateScriptRunner(ITreeWorld<TMachine> world, MapleTreeFlags flags)
    {
        this.world = world;
        tree = Make(flags);
        copy = Make(flags);
        state = new(tree, 0, 0);
    }

    public string Do(string[] words)
    {
        var operands = words[1..];
        return ChangeTree(words[0], operands) ?? ReadTree(words[0], operands)
            ?? Read(words[0], operands) ?? Write(words[0], operands)
            ?? throw new ArgumentException($"no statement {words[0]}", nameof(words));
    }

    private MapleTree<TMachine> Make(MapleTreeFlags flags)
    {
        var made = new MapleTree<TMachine>(world.Machine, world.Machine.Allocate(TestCaches.Tree));
        made.Initialise(flags);
        return made;
    }

    private string? ChangeTree(string verb, string[] o)
    {
        switch (verb)
        {
            case "put":
                return $"{tree.StoreRange(Number(o[0]), Number(o[1]), Value(o[2]))}";
            case "fill":
                // n ranges of 10 at a distance.
                for (ulong i = 0; i < Number(o[0]); i++)
                    tree.StoreRange(i * Number(o[1]), (i * Number(o[1])) + 9, MapleEntry.FromInteger(i + 1));
                return "";
            case "ins":
                return $"{tree.InsertRange(Number(o[0]), Number(o[1]), Value(o[2]))}";
            case "del":
                var erased = tree.Erase(Number(o[0]), out ulong was);
                return erased == Errno.None ? ValueText(was) : $"{erased}";
            case "alloc" or "allocrev":
                var (value, size, low, high) = (Value(o[0]), Number(o[1]), Number(o[2]), Number(o[3]));
                var given = verb == "alloc"
                    ? tree.AllocateRange(out ulong start, value, size, low, high)
                    : tree.AllocateRangeReverse(out start, value, size, low, high);
                return $"{given} {Text(start)}";
            case "cyclic":
                ulong next = Number(o[3]);
                var taken = tree.AllocateCyclic(
                    out ulong index, Value(o[0]), Number(o[1]), Number(o[2]), ref next, out bool round,
                    out _);
                return $"{taken} {Text(index)} next {Text(next)}{(round ? " round" : "")}";
            case "dup":
                return $"{tree.Duplicate(copy)}";
            case "drop":
                tree.Destroy();
                return "";
            case "rcu":
                if (o[0] == "on")
                    tree.EnterRcuMode();
                else
                    tree.LeaveRcuMode();
                return "";
            case "grace":
                world.EndGracePeriod();
                return "";
            case "fail":
                world.FailAllocation((int)Number(o[0]), o.Length > 1 ? (int)Number(o[1]) : int.MaxValue);
                return "";
            default:
                return null;
        }
    }

    private string? ReadTree(string verb, string[] o)
    {
        switch (verb)
        {
            case "get":
                return ValueText(tree.Load(Number(o[0])));
            case "tfind" or "tafter":
                ulong at = Number(o[0]);
                ulong limit = Number(o[1]);
                ulong found = verb == "tfind" ? tree.Find(ref at, limit) : tree.FindAfter(ref at, limit);
                return $"{ValueText(found)} next {Text(at)}";
            case "tnext":
                return ValueText(tree.Next(Number(o[0]), Number(o[1])));
            case "tprev":
                return ValueText(tree.Previous(Number(o[0]), Number(o[1])));
            case "entries":
                return Entries(tree);
            case "copied":
                return $"{Entries(copy)}, {copy.Flags} height {copy.Height} bad {copy.Validate().Count}";
            case "check":
                return $"{tree.Validate().Count}";
            case "leaves":
                return string.Join(' ', new NodeWords<TMachine>(tree).LeafSizes());
            case "tree":
                return $"{tree.Flags} height {tree.Height} bad {tree.Validate().Count} live {world.Live}";
            default:
                return null;
        }
    }

    private string? Read(string verb, string[] o)
    {
        ulong Limit() => Number(o[0]);
        switch (verb)
        {
            case "at":
                state = new(tree, Limit(), Number(o[^1]));
                return "";
            case "set":
                if (o.Length == 1)
                    state.Set(Limit());
                else
                    state.SetRange(Limit(), Number(o[^1]));
                return "";
            case "move":
                state.SetRangeInPlace(Limit(), Number(o[^1]));
                return "";
            case "pause":
                state.Pause();
                return Outcome("");
            case "reset":
                state.Reset();
                return Outcome("");
            case "walk":
                return Outcome(state.Walk());
            case "next":
                return Outcome(state.Next(Limit()));
            case "nextrange":
                return Outcome(state.NextRange(Limit()));
            case "prev":
                return Outcome(state.Previous(Limit()));
            case "prevrange":
                return Outcome(state.PreviousRange(Limit()));
            case "find":
                return Outcome(state.Find(Limit()));
            case "findrange":
                return Outcome(state.FindRange(Limit()));
            case "findrev":
                return Outcome(state.FindReverse(Limit()));
            case "findrangerev":
                return Outcome(state.FindRangeReverse(Limit()));
            case "area":
                return Outcome($"{state.EmptyArea(Limit(), Number(o[1]), Number(o[2]))}");
            case "arearev":
                return Outcome($"{state.EmptyAreaReverse(Limit(), Number(o[1]), Number(o[2]))}");
            default:
                return null;
        }
    }

    private string? Write(string verb, string[] o)
    {
        world.Machine.Lock(tree.Address, LockMode.Spin);
        string? outcome = WriteLocked(verb, o);
        world.Machine.Unlock(tree.Address, LockMode.Spin);
        return outcome;
    }

    private string? WriteLocked(string verb, string[] o)
    {
        switch (verb)
        {
            case "store":
                return Written(ValueText(state.Store(Value(o[0]))));
            case "storegfp":
                return Written($"{state.StoreAllocating(Value(o[0]))}");
            case "prepare":
                return Written($"{state.Preallocate(Value(o[0]))}");
            case "commit":
                state.StorePreallocated(Value(o[0]));
                return Written("");
            case "insert":
                return Written($"{state.Insert(Value(o[0]))}");
            case "erase":
                return Written(ValueText(state.Erase()));
            case "nomem":
                return Written(state.ObtainMemory() ? "again" : "no");
            case "expect":
                return $"{state.ExpectedEntries(Number(o[0]))} nodes {state.Preallocated}";
            case "load":
                // n ranges of 10 in ascending order, the first at 0 or where the second operand says.
                ulong from = o.Length > 1 ? Number(o[1]) : 0;
                for (ulong i = 0; i < Number(o[0]); i++)
                {
                    state.SetRangeInPlace(from + (i * 10), from + (i * 10) + 9);
                    state.Store(MapleEntry.FromInteger((from / 10) + i + 1));
                }

                return Written("");
            case "done":
                return $"{(state.Destroy() ? "levelled" : "as it was")} nodes {state.Preallocated}";
            default:
                return null;
        }
    }

    private string Entries(MapleTree<TMachine> of)
    {
        var text = new List<string>();
        var all = new MapleState<TMachine>(of, 0, 0);
        while (all.Find(ulong.MaxValue) is not 0 and var value)
            text.Add($"{Text(all.Index)}-{Text(all.Last)}={ValueText(value)}");
        return text.Count == 0 ? "nothing" : string.Join(' ', text);
    }

    private string Outcome(ulong value) => Outcome(ValueText(value));

    private string Outcome(string returned) =>
        $"{returned} {Text(state.Index)}-{Text(state.Last)} {state.Status}".TrimStart();

    private string Written(string returned) =>
        $"{Outcome(returned)} {state.Strategy} nodes {state.Preallocated}";
}
