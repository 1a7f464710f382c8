namespace RcuSim.Checking;

/// <summary>Trees and their changes, in words.</summary>
internal static class TreeText
{
    /// <summary>A tree has the address of its first word, which holds its lock.</summary>
    private const string FirstField = ".ma_lock";

    /// <summary>A tree's name, for example <c>mm_struct#0.mm_mt</c>.</summary>
    public static string Name(ulong tree, SystemState state)
    {
        string word = state.Name(tree);
        return word.EndsWith(FirstField, StringComparison.Ordinal) ? word[..^FirstField.Length] : word;
    }

    /// <summary>Adds a change and what it did at an index.</summary>
    public static void Write(
        this Argument argument, TreeWrite write, ulong index, TreeHistory history, SystemState state)
    {
        string before = Value(write.EndedAt < 0 ? history.Map[index] : write.Before[index], state);
        string after = Value(write.ValueAt(index), state);
        string range = $"0x{write.First:x}-0x{write.Last:x}";
        string change = $"at 0x{index:x} from {before} to {after}";
        argument.At(write.BeganAt, $"{write.Thread.Name} begins to change {range}, {change}");
        argument.At(write.EndedAt, write.Failed ? "the change failed" : "the change is over");
    }

    /// <summary>A value, or <c>nothing</c>.</summary>
    public static string Value(ulong value, SystemState state) =>
        value == 0 ? "nothing" : AddressName.Value(value, state);
}
