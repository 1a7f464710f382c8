using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Simulation;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// A history made by hand: a test makes events of several threads in the order it likes, through their
/// machines.
/// </summary>
internal sealed class Bench : IEngine
{
    private readonly Dictionary<string, SimulatedThread> threads = [];
    private readonly Roster roster = new(["main", "helper"], ["helper"]);
    private readonly ConflictObserver conflicts = new();
    private readonly NamesInUse names = new();
    private readonly Jury jury;
    private readonly SimulatedWorld world;

    public Bench(params IOracle[] oracles)
    {
        jury = new(History, oracles, conflicts);
        world = new(History);
        Setup = new(New(ThreadName.Setup));
    }

    public ExecutionHistory History { get; } = new();

    /// <summary>The answer to what may be answered either way.</summary>
    public ulong Decision { get; set; }

    public TracedMachine Setup { get; }

    public Violation? Violation => jury.Violation;

    public ConflictSet Conflicts => conflicts.Seen;

    /// <summary>Ends setup: what a root leads to is shared.</summary>
    public void Start(params ulong[] roots)
    {
        foreach (ulong root in roots.DefaultIfEmpty())
            Setup.End(root);
        jury.Mark();
        names.Restart();
    }

    /// <summary>Goes back to the end of setup.</summary>
    public void Reset()
    {
        jury.BackTo(0);
        names.Restart();
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
                "teardown" => ThreadName.Teardown,
                "main" => ThreadName.Actor(1, label),
                "helper" => ThreadName.Actor(2, label),
                _ => ThreadName.Actor(threads.Count + 1, label),
            });
            threads.Add(label, thread);
        }

        return thread;
    }

    /// <summary>The callback that a thread's n-th call queued.</summary>
    public TracedMachine Callback(string caller, int n = 1) => new(CallbackThread(caller, n));

    /// <summary>The thread of the callback that a thread's n-th call queued.</summary>
    public SimulatedThread CallbackThread(string caller, int n = 1)
    {
        var name = ThreadName.Callback(Thread(caller).Name, n);
        if (!threads.TryGetValue(name.Label, out var thread))
        {
            thread = New(name);
            threads.Add(name.Label, thread);
        }

        return thread;
    }

    /// <summary>Runs a callback that does nothing, or what it is told to.</summary>
    public void RunCallback(
        string caller, int n = 1, Action<TracedMachine>? body = null, RcuDomain? domain = null)
    {
        var callback = Callback(caller, n);
        callback.BeginCallback(domain: RcuDomain.NumberOf(domain));
        body?.Invoke(callback);
        callback.EndCallback(domain: RcuDomain.NumberOf(domain));
    }

    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        bool allocates = operation.Kind == OperationKind.Allocate;
        ulong decision = allocates ? world.FreshAddress(operation) : Decision;
        Assert.True(IsEnabled(thread, operation), EventText.Of(operation, 0, History));
        ulong answer = world.Answer(thread.Name, operation, decision);
        jury.Take(new(thread.Name, thread.NextIndex, operation, answer));
        return answer;
    }

    public bool IsEnabled(SimulatedThread thread, in Operation operation) =>
        world.IsEnabled(thread.Name, operation);

    /// <summary>Has a thread join the queue of a lock.</summary>
    public void Queue(SimulatedThread thread, ulong address, LockMode mode)
    {
        var wait = new Operation { Kind = OperationKind.LockWait, Address = address, Detail = (byte)mode };
        jury.Take(new(thread.Name, thread.NextIndex, wait, 0));
        thread.CountOnBehalf();
    }

    /// <summary>Has a thread take a freed object again.</summary>
    public void Reuse(string label, SlabCache cache, ulong address)
    {
        var thread = Thread(label);
        var allocation = new Operation
        {
            Kind = OperationKind.Allocate,
            Address = address,
            Operand = 1,
            Detail = (ushort)cache.Number,
        };
        Assert.True(MayReuse(label, cache, address));
        var reuse = allocation with { Kind = OperationKind.Reuse };
        jury.Take(new(thread.Name, thread.NextIndex, reuse, 0));
        thread.CountOnBehalf();
        thread.Perform(allocation);
    }

    /// <summary>True if a thread could take an object again.</summary>
    public bool MayReuse(string label, SlabCache cache, ulong address) => IsEnabled(Thread(label), new()
    {
        Kind = OperationKind.Reuse,
        Address = address,
        Detail = (ushort)cache.Number,
    });

    /// <summary>Judges that all threads have ended.</summary>
    public void End() => jury.End();

    /// <summary>Draws what has happened.</summary>
    public string Draw(TimelineOptions? options = null) =>
        Timeline.Draw(History, Violation, Conflicts, options);

    /// <summary>The violation as one text: kind, sentence, numbered explanation.</summary>
    public string Report()
    {
        Assert.NotNull(Violation);
        return ViolationText.Of(Violation, 100).TrimEnd();
    }

    private SimulatedThread New(ThreadName name) => new(name)
    {
        Engine = this,
        Names = names,
        Roster = roster,
    };
}
