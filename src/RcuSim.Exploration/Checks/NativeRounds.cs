using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>
/// Runs a scenario on real threads, again and again. It goes by the clock, but only to stop and to report
/// what does not come back.
/// </summary>
internal sealed class NativeRounds
{
    private readonly Scenario scenario;
    private readonly TimeSpan mostSilence;
    private readonly int rounds;
    private readonly NativeStarts starts;
    private readonly NativeSystem system;
    private readonly Barrier gate;
    private readonly string?[] inside;
    private CheckException? problem;
    private ulong world;
    private int round;
    private bool over;
    private long steps;

    private NativeRounds(Scenario scenario, int rounds, TimeSpan mostSilence)
    {
        this.scenario = scenario;
        this.mostSilence = mostSilence;
        this.rounds = rounds;
        int actors = scenario.Actors.Count;
        gate = new(actors + 1);
        inside = new string?[actors + 2];
        starts = new(ThreadLabels.Roster(scenario));
        system = new(new NativeOptions { PoisonOnFree = true, Starts = starts }, RunCallback);
    }

    private int Director => inside.Length - 2;

    private int Callbacks => inside.Length - 1;

    private string Silent => string.Join(" and ", inside.Where(name => name is not null));

    /// <summary>Runs it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="mostSilence">
    /// How long a body may take; it is told after twice as long at the latest.
    /// </param>
    /// <exception cref="CheckException">
    /// A body throws or does not come back, or memory is misused.
    /// </exception>
    public static void Run(Scenario scenario, int rounds, TimeSpan mostSilence)
    {
        ScenarioRules.Check(new ExecutionOptions { Scenario = scenario });
        ScenarioRules.AtLeast(1, rounds, nameof(rounds));
        new NativeRounds(scenario, rounds, mostSilence).Run();
    }

    private void Run()
    {
        var threads = scenario.Actors.Select((actor, i) => Thread(() => Act(actor, i), actor.Label))
            .Append(Thread(Direct, "director")).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(Await);
        if (problem is not null)
        {
            throw problem;
        }

        gate.Dispose();
        system.Dispose();
    }

    private static Thread Thread(Action body, string name) => new(() => body())
    {
        IsBackground = true,
        Name = name,
    };

    /// <summary>
    /// Waits for a thread; if one does not come back, all are left alone with what they use.
    /// </summary>
    private void Await(Thread thread)
    {
        long before = -1;
        while (!thread.Join(mostSilence))
        {
            long now = Volatile.Read(ref steps);
            if (now == before)
            {
                throw Volatile.Read(ref problem) ?? Problem(
                    $"{Silent} did not come back for {mostSilence.TotalSeconds:0.#} seconds");
            }

            before = now;
        }
    }

    private void Direct()
    {
        using var thread = system.CreateThread();
        while (problem is null && round < rounds)
        {
            round++;
            PlayRound(thread.Machine);
        }

        over = true;
        gate.SignalAndWait();
    }

    private void PlayRound(NativeMachine machine)
    {
        Do(Director, "setup", () => world = scenario.Setup(machine));
        if (problem is null)
        {
            starts.Restart();
            gate.SignalAndWait();
            gate.SignalAndWait();
        }

        if (problem is null)
        {
            Do(Director, "teardown", () => TearDown(machine));
        }
    }

    private void TearDown<TMachine>(TMachine machine)
        where TMachine : struct, IMachine
    {
        scenario.Teardown(machine, world);
        machine.RcuBarrier();
        for (int number = 0; number < SlabCache.Count; number++)
        {
            if (SlabCache.Find(number) is { } cache && system.Live(cache) is > 0 and var left)
            {
                Note(Problem($"the teardown leaves {left:N0} of '{cache}'"));
            }
        }
    }

    private void Act(Actor actor, int slot)
    {
        using var thread = system.CreateThread();
        gate.SignalAndWait();
        while (!over)
        {
            if (starts.AwaitStart(slot))
            {
                Do(slot, actor.Label, () => actor.Run(thread.Machine, world));
                starts.End(slot);
            }

            gate.SignalAndWait();
            gate.SignalAndWait();
        }
    }

    private void RunCallback(NativeMachine machine, int function, ulong retired, ulong argument) => Do(
        Callbacks, $"callback {function}",
        () => scenario.RunCallback(machine, function, retired, argument));

    private void Do(int slot, string name, Action body)
    {
        Volatile.Write(ref inside[slot], name);
        try
        {
            body();
        }
        catch (Exception broken)
        {
            string message = Printable.Line(broken.Message.ReplaceLineEndings(" "));
            Note(Problem($"{name} threw {broken.GetType().Name}: {message}", broken));
        }

        Volatile.Write(ref inside[slot], null);
        Interlocked.Increment(ref steps);
    }

    /// <summary>Keeps the first problem: those that follow may come of it.</summary>
    private void Note(CheckException noted) => Interlocked.CompareExchange(ref problem, noted, null);

    private CheckException Problem(string what, Exception? inner = null) =>
        new($"{scenario.Name} on real threads, round {round:N0}: {what}.", inner);
}
