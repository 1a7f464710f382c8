using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// A state driven by hand: a test makes events of several threads in the order it likes, through their
/// machines.
/// </summary>
internal sealed class Bench : IEngine
{
    private readonly Dictionary<string, SimulatedThread> threads = [];

    public Bench(params IOracle[] oracles)
    {
        State = new(oracles);
        Setup = new(New(ThreadName.Setup));
    }

    public SystemState State { get; }

    public TracedMachine Setup { get; }

    public Violation? Violation => State.Violation;

    /// <summary>Ends set-up: what a root leads to is shared.</summary>
    public void Start(params ulong[] roots)
    {
        foreach (ulong root in roots)
            State.Objects.Share(root, State.Log.Count - 1);
        State.Save();
    }

    /// <summary>Goes back to the end of set-up.</summary>
    public void Reset()
    {
        State.Restore();
        foreach (var thread in threads.Values)
            thread.Restart();
    }

    public TracedMachine this[string label] => new(Thread(label));

    public SimulatedThread Thread(string label)
    {
        if (!threads.TryGetValue(label, out var thread))
        {
            thread = New(label switch
            {
                "rcu" => ThreadName.Callbacks,
                "finish" => ThreadName.Finish,
                _ => ThreadName.Actor(threads.Count + 1, label),
            });
            threads.Add(label, thread);
        }

        return thread;
    }

    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        ulong decision = operation.Kind == OperationKind.Allocate ? operation.Address : 0;
        Assert.True(State.IsEnabled(thread, operation), EventText.Of(operation, 0, State));
        return State.Apply(thread, operation, decision);
    }

    /// <summary>The violation as one text: kind, sentence, numbered argument.</summary>
    public string Report()
    {
        Assert.NotNull(Violation);
        return ViolationText.Of(Violation, 100).TrimEnd();
    }

    private SimulatedThread New(ThreadName name) => new(name) { Engine = this };
}
