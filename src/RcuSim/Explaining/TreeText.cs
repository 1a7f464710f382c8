using RcuSim.History;

namespace RcuSim.Explaining;

/// <summary>Trees and their values, in words.</summary>
internal static class TreeText
{
    /// <summary>A tree has the address of its first word, which holds its lock.</summary>
    private const string FirstField = ".ma_lock";

    /// <summary>A tree's name, for example <c>mm_struct#0.mm_mt</c>.</summary>
    public static string Name(ulong tree, ExecutionHistory history)
    {
        string word = history.Name(tree);
        return word.EndsWith(FirstField, StringComparison.Ordinal) ? word[..^FirstField.Length] : word;
    }

    /// <summary>A value, or <c>nothing</c>.</summary>
    public static string Value(ulong value, ExecutionHistory history) =>
        value == 0 ? "nothing" : AddressName.Value(value, history);
}
