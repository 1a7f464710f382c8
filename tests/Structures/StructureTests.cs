using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.Structures;

/// <summary>
/// Structures of many kinds, each right and each with some mistakes: the right one breaks no rule, whatever
/// the engine and the seed, and each mistake is caught.
/// </summary>
/// <remarks>
/// <c>RCUSIM_SCHEDULES=20000</c> runs the right ones as often as that, instead of 300 times, and from three
/// seeds.
/// </remarks>
public class StructureTests
{
    private const int MostForMistake = 2000;

    private static readonly Dictionary<string, Func<string, Structure>> all = new()
    {
        ["ticket lock"] = mistake => new TicketLock(mistake),
        ["MCS lock"] = mistake => new McsLock(mistake),
        ["Peterson"] = mistake => new Peterson(mistake),
        ["seqlock"] = mistake => new SeqLock(mistake),
        ["stack with tags"] = mistake => new TaggedStack(mistake),
        ["ring"] = mistake => new Ring(mistake),
        ["hazard pointers"] = mistake => new HazardPointers(mistake),
        ["hash table"] = mistake => new HashTable(mistake),
        ["module"] = mistake => new Module(mistake),
        ["list without locks"] = mistake => new HarrisList(mistake),
        ["lazy object"] = mistake => new LazyObject(mistake),
        ["barrier"] = mistake => new SenseBarrier(mistake),
        ["bakery"] = mistake => new Bakery(mistake),
        ["reference count"] = mistake => new ReferenceCount(mistake),
        ["queue with hazard pointers"] = mistake => new HazardQueue(mistake),
        ["queue with a pool"] = mistake => new PooledQueue(mistake),
        ["deque"] = mistake => new StealingDeque(mistake),
        ["flat combining"] = mistake => new Combining(mistake),
        ["list under RCU"] = mistake => new CopyList(mistake),
        ["notifier chain"] = mistake => new NotifierChain(mistake),
        ["pool with polls"] = mistake => new PolledPool(mistake),
    };

    private static readonly string? wanted = Environment.GetEnvironmentVariable("RCUSIM_SCHEDULES");

    public static TheoryData<string, string, ulong> Right()
    {
        var data = new TheoryData<string, string, ulong>();
        foreach (string name in all.Keys)
        {
            foreach (var engine in EngineCatalogue.All)
            {
                for (ulong seed = 1; seed <= (wanted is null ? 1u : 3); seed++)
                    data.Add(name, engine.Name, seed);
            }
        }

        return data;
    }

    public static TheoryData<string, string, string> Wrong()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (name, make) in all)
        {
            foreach (string mistake in make("").Mistakes.Keys)
            {
                foreach (var engine in EngineCatalogue.All)
                    data.Add(name, mistake, engine.Name);
            }
        }

        return data;
    }

    public static TheoryData<string> Names() => [.. all.Keys];

    [Theory]
    [MemberData(nameof(Right))]
    public void A_right_structure_breaks_no_rule(string name, string engine, ulong seed) => Check.Passes(
        all[name](""),
        new()
        {
            Engines = [EngineCatalogue.Find(engine)!],
            Schedules = wanted is null ? 300 : long.Parse(wanted),
            Seed = seed,
        },
        TextWriter.Null);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_mistake_is_caught(string name, string mistake, string engine)
    {
        var structure = all[name](mistake);
        var options = new CheckOptions
        {
            Engines = [EngineCatalogue.Find(engine)!],
            Schedules = MostForMistake,
        };
        string found = "";
        foreach (var kind in structure.Mistakes[mistake])
        {
            try
            {
                Check.Catches(structure, kind, options, TextWriter.Null);
                return;
            }
            catch (CheckException other)
            {
                found = other.Message;
            }
        }

        Assert.Fail(found);
    }

    [Fact]
    public void A_mistake_that_takes_four_threads_in_a_row_is_caught_by_default()
    {
        var result = Assert.Throws<CheckException>(
            () => Check.Passes(new PooledQueue(PooledQueue.FourThreads), output: TextWriter.Null));
        Assert.StartsWith(nameof(ViolationKind.NotLinearizable), result.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_right_structure_runs_on_real_threads(string name) => Check.RunsNatively(all[name](""), 300);
}
