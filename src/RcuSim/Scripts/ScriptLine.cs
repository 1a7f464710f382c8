using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>One operation of a script.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="LastWord">Its last operand as written.</param>
/// <param name="Numbers">Its operands.</param>
internal readonly record struct ScriptLine(string Operation, string LastWord, ulong[] Numbers)
{
    /// <summary>Stands for <c>null</c> as a value to store.</summary>
    public const ulong Null = ulong.MaxValue;

    /// <summary>The largest number that can be stored as a value: one bit says that it is one.</summary>
    public const ulong LargestValue = ulong.MaxValue >> 1;

    /// <summary>The tree.</summary>
    public ulong Tree => Numbers[0];

    /// <summary>The value an operand stands for, as it is stored.</summary>
    public ulong Value(int position) =>
        Numbers[position] == Null ? 0 : MapleEntry.FromInteger(Numbers[position]);
}
