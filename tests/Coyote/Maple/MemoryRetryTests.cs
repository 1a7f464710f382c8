using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// A write that lacks memory asks for it with the tree's lock dropped. Another writer changes the tree
/// meanwhile, so that nothing the first knew of it holds any more.
/// </summary>
public class MemoryRetryTests
{
    private static readonly Dictionary<string, Action<MapleTree<TracedMachine>>> meanwhile = new()
    {
        ["empties the tree"] = tree => Put(tree, 0, ulong.MaxValue, 0),
        ["fills it with one value"] = tree => Put(tree, 0, ulong.MaxValue, 200),
        ["divides the leaf"] = tree =>
        {
            for (ulong i = 0; i < 3; i++)
                Put(tree, (i * 20) + 2, (i * 20) + 5, 200 + i);
        },
        ["empties the place"] = tree => Put(tree, 0, 30, 0),
        ["destroys it"] = tree => tree.Destroy(),
    };

    private static readonly Dictionary<string, Action<MapleTree<TracedMachine>>> writes = new()
    {
        ["store"] = tree => Put(tree, 5, 5, 100),
        ["store over others"] = tree => Put(tree, 15, 47, 100),
        ["erase"] = tree => tree.Erase(115, out _),
        ["insert"] = tree => tree.InsertRange(130, 135, MapleEntry.FromInteger(100)),
        ["allocate"] = tree => tree.AllocateRange(out _, MapleEntry.FromInteger(100), 5, 0, 500),
    };

    public static TheoryData<string, string, string> Duels()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string write in writes.Keys)
        {
            foreach (string change in meanwhile.Keys)
            {
                data.Add(write, change, "baton");
                if (write == "store")
                    data.Add(write, change, "coyote");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Duels))]
    public void Another_writer_may_come_between(string write, string change, string engine)
    {
        var watch = new MemoryWatch();
        using var campaign = new Campaign(new()
        {
            Scenario = new DuelScenario(
                ("poor", tree => Do(tree, writes[write])), ("other", meanwhile[change])),
            Failures = FailurePlan.Parse("poor/maple_node#1", out _)!,
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 200,
            Oracles = () => [watch],
        });
        var result = campaign.Run();
        string text = result.Finding is { } finding ? ViolationText.Of(finding.Violation) : "";
        Assert.True(result.Verdict == Verdict.Pass, text);
        Assert.True(watch.Seen > 0, "nobody came between");
    }

    private static void Do(MapleTree<TracedMachine> tree, Action<MapleTree<TracedMachine>> write)
    {
        write(tree);
        tree.Load(5);
        tree.Machine.Lock(tree.Address, LockMode.Spin);
        Assert.Empty(tree.Validate());
        tree.Machine.Unlock(tree.Address, LockMode.Spin);
    }

    private static void Put(MapleTree<TracedMachine> tree, ulong first, ulong last, ulong number)
    {
        ulong value = number == 0 ? 0 : MapleEntry.FromInteger(number);
        Assert.Equal(Errno.None, tree.StoreRange(first, last, value));
    }
}
