using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// What the events of an execution come to depends on nothing but the events: told to a fresh history and
/// jury afterwards, or again from a mark, they give the same violation in the same words.
/// </summary>
public class RefeedTests
{
    private const int Schedules = 40;

    public static TheoryData<string, string> Subjects()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in ScenarioCatalogue.All)
            data.Add(scenario.Name, "");
        foreach (var bug in Gallery.All)
            data.Add(bug.Scenario, bug.Id);
        return data;
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Told_afterwards_to_a_fresh_jury_an_execution_reads_the_same(string scenario, string bug) =>
        Explore(scenario, bug, result =>
        {
            var jury = new Jury(new(), OracleSet.Default());
            Feed(jury, result.History.Log.Events);
            End(jury);
            Assert.Equal(Text(result.Violation), Text(jury.Violation));
        });

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Told_again_from_a_mark_an_execution_reads_the_same(string scenario, string bug)
    {
        var random = new Random(1);
        Explore(scenario, bug, result =>
        {
            var events = result.History.Log.Events;
            var conflicts = new ConflictObserver();
            var jury = new Jury(new(), OracleSet.Default(), conflicts);
            int count = events.Length;
            int[] marks = [.. Enumerable.Range(0, 3).Select(_ => random.Next(count)).Order()];
            var digests = new List<ulong>();
            for (int i = 0; i < events.Length; i++)
            {
                while (digests.Count < marks.Length && marks[digests.Count] == i)
                {
                    digests.Add(Digest(jury.History));
                    jury.Mark();
                }

                jury.Take(events[i]);
            }

            End(jury);
            string first = Text(jury.Violation), seen = string.Join(' ', conflicts.Seen.Items());
            for (int mark = marks.Length - 1; mark >= 0; mark--)
            {
                jury.BackTo(mark);
                Assert.Equal(digests[mark], Digest(jury.History));
                Feed(jury, events[marks[mark]..]);
                End(jury);
                Assert.Equal(first, Text(jury.Violation));
                Assert.Equal(seen, string.Join(' ', conflicts.Seen.Items()));
            }
        });
    }

    private static void Explore(string name, string id, Action<ExecutionResult> check)
    {
        var info = ScenarioCatalogue.Find(name)!;
        var bug = id.Length == 0 ? null : Gallery.Find(id);
        var options = new CampaignOptions
        {
            Scenario = ScenarioCatalogue.Create(name, new()).Scenario!,
            Bugs = bug is null ? [] : [bug.Switch],
            Failures = info.FailurePlan.Length == 0 || bug is not null
                ? FailurePlan.None
                : FailurePlan.Parse(info.FailurePlan, out _)!,
        };
        using var explorer = EngineCatalogue.Baton.Explorer(options);
        int left = Schedules;
        explorer.Explore(1, result =>
        {
            check(result);
            return --left > 0;
        });
    }

    private static void Feed(Jury jury, ReadOnlySpan<Event> events)
    {
        foreach (ref readonly var item in events)
            jury.Take(item);
    }

    /// <summary>An execution is over when its last thread has ended.</summary>
    private static void End(Jury jury)
    {
        var last = jury.History.Log[jury.History.Log.Count - 1];
        if (jury.Violation is null && last.Operation.Kind == OperationKind.End)
            jury.End();
    }

    private static string Text(Violation? violation) =>
        violation is null ? "none" : $"{ViolationText.Of(violation)} {string.Join(' ', violation.Evidence)}";

    /// <summary>Words, objects, locks and sections of a history as one number.</summary>
    private static ulong Digest(ExecutionHistory history)
    {
        ulong hash = (ulong)history.Log.Count;
        foreach (var state in Enum.GetValues<ObjectState>().Where(state => state != ObjectState.Never))
        {
            foreach (ulong address in history.Objects.In(state))
            {
                var record = history.Objects[address];
                int life = HashCode.Combine(
                    record.PublishedAt, record.UnlinkedAt, record.RetiredAt, record.Shared);
                Mix(address + (ulong)state);
                Mix((ulong)life);
                foreach (ulong word in history.Memory.Range(address, history.Objects.CacheOf(address).Words))
                    Mix(word);
            }
        }

        foreach (var thread in history.Protections.Threads)
        {
            Mix((ulong)history.Protections[thread].Depth);
            foreach (var held in history.Protections[thread].Locks)
                Mix(held.Address + (ulong)held.Mode + (ulong)held.Since);
        }

        foreach (var callback in history.Rcu.Callbacks)
            Mix((ulong)(callback.QueuedAt + callback.BeganAt + callback.Readers.Count));
        Mix((ulong)history.Rcu.Unfinished);
        return hash;

        void Mix(ulong value) => hash = ((hash ^ value) * 0x100000001b3) + (hash >> 29);
    }
}
