using CsCheck;
using Xunit.Sdk;

namespace RcuSim.Tests.Properties.Maple;

/// <summary>
/// A property of sequences of operations. A sequence that breaks it is cut down, by leaving out longer and
/// then shorter stretches as long as it still fails, and printed whole.
/// </summary>
internal static class SequenceProperty
{
    public static void Holds(Action<TreeOperation[]> property, int samples) =>
        TreeOperation.Sequence.Sample(
            operations => Check(property, operations),
            iter: samples,
            threads: 1,
            print: operations => $"{operations.Length} operations, before they were cut down");

    /// <summary>The shortest sequence found that still fails, and how it fails; null if none does.</summary>
    internal static (TreeOperation[] Operations, Exception Failure)? Shortest(
        Action<TreeOperation[]> property, TreeOperation[] operations)
    {
        if (Failure(property, operations) is not { } failure)
            return null;
        int stretch = operations.Length / 2;
        while (stretch > 0)
        {
            int before = operations.Length;
            for (int at = 0; at < operations.Length;)
            {
                TreeOperation[] rest = [.. operations.Take(at), .. operations.Skip(at + stretch)];
                if (Failure(property, rest) is { } again)
                    (operations, failure) = (rest, again);
                else
                    at += stretch;
            }

            stretch = stretch == 1 && operations.Length < before ? 1 : stretch / 2;
        }

        return (operations, failure);
    }

    private static void Check(Action<TreeOperation[]> property, TreeOperation[] operations)
    {
        if (Shortest(property, operations) is var (shortest, failure))
        {
            string lines = string.Join('\n', shortest.Select(operation => $"  {operation}"));
            string text = $"{shortest.Length} operations break it:\n{lines}\n{failure.Message}";
            throw new XunitException(text, failure);
        }
    }

    private static Exception? Failure(Action<TreeOperation[]> property, TreeOperation[] operations) =>
        Record.Exception(() => property(operations));
}
