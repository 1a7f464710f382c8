using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// A thread ends, and setup ends, with no lock held and outside read-side critical sections.
/// </summary>
internal sealed class HeldAtEnd : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(OperationKind.End, OperationKind.CallbackEnd);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        var thread = step.Event.Thread;
        var protection = history.Protections[thread];
        bool goesOn = step.Event.Operation.Kind == OperationKind.CallbackEnd && !thread.IsCallback;
        if (!protection.Any || goesOn)
        {
            return null;
        }

        var explanation = new Explanation(history);
        string what = "";
        foreach (ushort domain in protection.Domains)
        {
            explanation.At(protection.SectionIn(domain).Since, $"{thread} enters the section");
            what = $"inside a read-side critical section{RcuDomain.Suffix(domain)}";
        }

        foreach (var held in protection.Locks)
        {
            explanation.At(held.Since, $"{thread} takes it");
            what = $"with {history.Name(held.Address)} held";
        }

        return explanation.At(step.Position, "the thread's last event").Proves(
            ViolationKind.LockMisuse, $"{thread} ends {what}.", step.Position);
    }
}
