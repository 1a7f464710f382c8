using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>Changes of trees, in words.</summary>
internal static class TreeWriteText
{
    /// <summary>Adds a change and what it did at an index.</summary>
    public static void Write(
        this Explanation explanation,
        TreeWrite write,
        ulong index,
        TreeHistory past,
        ExecutionHistory history)
    {
        string before = TreeText.Value(write.EndedAt < 0 ? past.Map[index] : write.Before[index], history);
        string after = TreeText.Value(write.ValueAt(index), history);
        string range = $"0x{write.First:x}-0x{write.Last:x}";
        string change = $"at 0x{index:x} from {before} to {after}";
        explanation.At(write.BeganAt, $"{write.Thread} begins to change {range}, {change}");
        explanation.At(write.EndedAt, write.Failed ? "the change failed" : "the change is over");
    }
}
