using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>Which of the operations that are judged each thread is in, one inside another.</summary>
/// <remarks>
/// An operation that is not ended, or ended by another's name, would be judged by nothing: that is a mistake
/// of its own.
/// </remarks>
internal sealed class OpenOperations : IReversible
{
    private readonly ReversibleList<Span> spans = new();
    private readonly ReversibleArray<int> innermost = new(256);

    /// <summary>How many operations a thread is in.</summary>
    public int Depth(ThreadName thread)
    {
        int depth = 0;
        for (int number = innermost[thread.Number]; number > 0; number = spans[number - 1].Outer)
        {
            depth++;
        }

        return depth;
    }

    /// <summary>A thread begins an operation.</summary>
    public void Begin(in Event item, int position)
    {
        spans.Change().Add(new(item.Operation.Site, position, innermost[item.Thread.Number]));
        innermost.Change(item.Thread.Number) = spans.Count;
    }

    /// <summary>A thread ends its innermost operation, or what it takes for it.</summary>
    /// <returns>What is wrong with that, or null.</returns>
    public Violation? End(in Event item, int position, ExecutionHistory history)
    {
        int number = innermost[item.Thread.Number];
        string ended = NameOf((int)item.Operation.Value);
        if (number == 0)
        {
            return new Explanation(history).At(position, "the end that has no begin").Proves(
                ViolationKind.OperationMisuse,
                $"{item.Thread} ends {ended}, which it has not begun.",
                position);
        }

        var span = spans[number - 1];
        if (span.Site != item.Operation.Value)
        {
            return new Explanation(history)
                .At(span.Begin, $"{NameOf(span.Site)} begins")
                .At(position, "the end of another operation")
                .Proves(
                    ViolationKind.OperationMisuse,
                    $"{item.Thread} ends {ended} inside {NameOf(span.Site)}, which it has to end first.",
                    position);
        }

        innermost.Change(item.Thread.Number) = span.Outer;
        return null;
    }

    /// <summary>A thread ends.</summary>
    /// <returns>What is wrong with that, or null.</returns>
    public Violation? EndThread(ThreadName thread, int position, ExecutionHistory history)
    {
        int number = innermost[thread.Number];
        if (number == 0)
        {
            return null;
        }

        var span = spans[number - 1];
        return new Explanation(history)
            .At(span.Begin, $"{NameOf(span.Site)} begins")
            .At(position, "the thread's last event")
            .Proves(
                ViolationKind.OperationMisuse,
                $"{thread} ends without having ended {NameOf(span.Site)}, which it has begun.",
                position);
    }

    /// <inheritdoc/>
    public void Mark()
    {
        spans.Mark();
        innermost.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        spans.BackTo(mark);
        innermost.BackTo(mark);
    }

    private static string NameOf(int site) => Site.Find(site)?.Name ?? $"operation {site}";

    /// <summary>What lies between a begin and its end.</summary>
    /// <param name="Site">The operation.</param>
    /// <param name="Begin">The log position of its begin.</param>
    /// <param name="Outer">The number of the span around it, from 1; 0 if there is none.</param>
    private readonly record struct Span(ushort Site, int Begin, int Outer);
}
