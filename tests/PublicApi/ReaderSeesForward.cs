using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.PublicApi;

/// <summary>A reader says what it saw inside its section, and never sees an older value.</summary>
internal sealed class ReaderSeesForward : IOracle
{
    public static readonly ViolationKind Outside = new("CellSeenOutside");
    public static readonly ViolationKind Backwards = new("CellBackwards");

    private readonly ReversibleTable<ulong> last = new();

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

    public ulong Sites { get; } = SiteMask.Of(SiteKind.Value);

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        Operation operation = step.Event.Operation;
        if (operation.Site != CellWords.Saw.Number)
        {
            return null;
        }

        ThreadName thread = step.Event.Thread;
        var proof = new Explanation(history).At(step.Position, "what it saw");
        if (!history.IsInSection(thread))
        {
            return proof.Proves(Outside, $"{thread} trusts what it saw after its section.", step.Position);
        }

        last.TryGet(thread.Number, out ulong before);
        last.Set(thread.Number, operation.Value);
        return operation.Value >= before
            ? null
            : proof.Proves(Backwards, $"{thread} sees {operation.Value} after {before}.", step.Position);
    }

    public void Mark() => last.Mark();

    public void BackTo(int mark) => last.BackTo(mark);
}
