using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.PublicApi;

/// <summary>Who replaces the version of a cell that others can reach holds its lock.</summary>
internal sealed class WriterHoldsLock : IOracle
{
    public static readonly ViolationKind Unlocked = new("CellUnlocked");

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Store);

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        Event item = step.Event;
        ulong cell = item.Operation.Address;
        bool replaces = history.CacheOf(cell) == CellWords.Cell && history.IsShared(cell) && item.Wrote;
        if (!replaces || history.HeldMode(item.Thread, cell + 8) == LockMode.Spin)
        {
            return null;
        }

        ulong version = history.WordAt(cell);
        return new Explanation(history).Life(version).At(step.Position, "and becomes the cell's")
            .Proves(Unlocked, $"{item.Thread} writes the cell without its lock.", step.Position);
    }
}
