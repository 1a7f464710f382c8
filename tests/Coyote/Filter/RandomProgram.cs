using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// A small program made by chance: two or three threads of a few steps each on words, locks, sections,
/// callbacks and objects that are handed over in all sorts of ways; in every third one the first thread
/// starts the last one. The same seed gives the same program.
/// </summary>
internal sealed class RandomProgram : Scenario
{
    /// <summary>What everything starts from.</summary>
    public static readonly SlabCache Space = new(
        "space", 8,
        [
            new("word", 0),
            new("other", 1),
            new("mail", 2),
            new("stable", 3),
            new("spinlock", 4) { IsLock = true },
            new("rwsem", 5) { IsLock = true },
            new("cells", 6),
        ]);

    /// <summary>Two objects of setup to which no pointer leads.</summary>
    public static readonly SlabCache Cell = new("hidden_cell", 2, [new("value", 0)]);

    /// <summary>What a thread hands over.</summary>
    public static readonly SlabCache Item = new(
        "parcel", 2, [new("value", 0), new("lock", 1) { IsLock = true }]);

    /// <summary>The same of memory that keeps its type.</summary>
    public static readonly SlabCache Stable = new(
        "stable_parcel", 1, [new("value", 0) { Speculative = true }])
    {
        TypeStable = true,
    };

    private const int FreeItem = 1;
    private const int AddToArgument = 2;
    private const int AddToWord = 3;

    /// <summary>A program has two of these, so that its steps have something to do with each other.</summary>
    private static readonly ProgramStep[][] themes =
    [
        [ProgramStep.LoadWord, ProgramStep.StoreWord, ProgramStep.AddWord, ProgramStep.CompareExchangeWord],
        [ProgramStep.LoadCell, ProgramStep.StoreCell, ProgramStep.AddCell],
        [ProgramStep.TakeItem, ProgramStep.HandOver, ProgramStep.LoadOwn, ProgramStep.StoreOwn,
            ProgramStep.AddOwn, ProgramStep.Fetch, ProgramStep.Fetch, ProgramStep.LoadFetched,
            ProgramStep.AddFetched],
        [ProgramStep.TakeItem, ProgramStep.HandOver, ProgramStep.FreeOwn, ProgramStep.Fetch,
            ProgramStep.LoadFetched, ProgramStep.StoreFetched, ProgramStep.LockFetched],
        [ProgramStep.TakeItem, ProgramStep.HandOver, ProgramStep.FreeOwnLater, ProgramStep.Fetch,
            ProgramStep.LoadFetched, ProgramStep.Enter, ProgramStep.Leave],
        [ProgramStep.TakeItem, ProgramStep.AddToOwnLater, ProgramStep.LoadOwn, ProgramStep.StoreOwn],
        [ProgramStep.Lock, ProgramStep.Unlock, ProgramStep.AddWord],
        [ProgramStep.Lock, ProgramStep.Unlock, ProgramStep.TryLock, ProgramStep.LockToRead],
        [ProgramStep.Enter, ProgramStep.Leave, ProgramStep.Synchronize, ProgramStep.LoadWord,
            ProgramStep.StoreWord],
        [ProgramStep.AddToWordLater, ProgramStep.Barrier, ProgramStep.LoadWord, ProgramStep.StoreWord],
        [ProgramStep.TakeStable, ProgramStep.HandStableOver, ProgramStep.FetchStable, ProgramStep.LoadStable,
            ProgramStep.FreeStable],
        [ProgramStep.FetchStable, ProgramStep.LoadStable, ProgramStep.Enter, ProgramStep.Leave],
    ];

    public RandomProgram(int seed)
    {
        var random = new Random(seed);
        HandOver = (HandOver)random.Next(4);
        int threads = random.Next(4) == 0 ? 3 : 2;
        var vocabulary = Enumerable.Range(0, 2)
            .SelectMany(_ => themes[random.Next(themes.Length)])
            .ToList();
        string last = $"t{threads}";
        StartedLater = seed % 3 == 1 ? [last] : [];
        Actors =
        [
            .. Enumerable.Range(1, threads).Select(n => new ProgramActor(
                $"t{n}", HandOver, Steps(random, vocabulary, threads == 3 ? 4 : 6))
            {
                Starts = n == 1 && seed % 3 == 1 ? (last, seed % 4) : null,
                Joins = n < threads && seed % 6 == 1 ? last : null,
            }),
        ];
    }

    public override IReadOnlyList<string> StartedLater { get; }

    public HandOver HandOver { get; }

    public override string Name => "random-program";

    public override string Summary => $"{HandOver}: {string.Join("; ", Actors)}";

    public override IReadOnlyList<Actor> Actors { get; }

    public static ulong CellAt<TMachine>(TMachine machine, ulong world, int index)
        where TMachine : struct, IMachine =>
        (machine.Load(world + 48, MemoryOrder.Once) ^ ulong.MaxValue) + ((ulong)index << Cell.Shift);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(Space);
        machine.Fill(world, 0, Space.Words);
        Span<ulong> cells = stackalloc ulong[2];
        machine.AllocateBatch(Cell, cells);
        machine.Fill(cells[0], 0, Cell.Words);
        machine.Fill(cells[1], 0, Cell.Words);
        machine.Store(world + 48, cells[0] ^ ulong.MaxValue, MemoryOrder.Plain);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
    }

    public override void RunCallback<TMachine>(TMachine machine, int function, ulong retired, ulong argument)
    {
        switch (function)
        {
            case FreeItem:
                machine.Free(Item, retired);
                break;
            case AddToArgument:
                machine.Add(argument ^ ulong.MaxValue, 1, MemoryOrder.Once);
                break;
            default:
                machine.Add(argument, 1, MemoryOrder.Once);
                break;
        }
    }

    private static List<ProgramStep> Steps(Random random, List<ProgramStep> vocabulary, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => vocabulary[random.Next(vocabulary.Count)])];

    private sealed class ProgramActor(string label, HandOver handOver, List<ProgramStep> steps) : Actor(label)
    {
        /// <summary>Whom it starts, and before which step.</summary>
        public (string Thread, int Step)? Starts { get; init; }

        /// <summary>Whom it waits for at its end.</summary>
        public string? Joins { get; init; }

        public override string ToString() =>
            $"{Label}: {string.Join(' ', steps)} (starts {Starts}, joins {Joins})";

        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var state = new ProgramState<TMachine>(machine, world, handOver);
            for (int i = 0; i < steps.Count; i++)
            {
                if (Starts is { } start && start.Step == i)
                    machine.Start(start.Thread);
                state.Do(steps[i]);
            }

            state.End();
            if (Joins is { } thread)
            {
                machine.Join(thread);
                machine.Load(world, MemoryOrder.Once);
            }
        }
    }
}
