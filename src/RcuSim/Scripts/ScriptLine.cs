using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>One operation of a script.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="LastWord">Its last operand as written.</param>
/// <param name="Numbers">Its operands.</param>
internal readonly record struct ScriptLine(string Operation, string LastWord, ulong[] Numbers)
{
    /// <summary>The largest number that can be stored as a value: one bit says that it is one.</summary>
    public const ulong LargestValue = ulong.MaxValue >> 1;

    // Stored as they are: those that the tree refuses are the highest number that it does.
    private static readonly (string Word, ulong Value)[] words =
    [
        ("null", 0),
        ("zero", MapleEntry.Zero),
        ("advanced", MapleEntry.AdvancedEnd),
        ("reserved", MapleEntry.ReservedEnd - 2),
    ];

    /// <summary>Which of its requests for memory fail.</summary>
    public FailingRequests Failing { get; init; }

    /// <summary>True if the script asks for it against the rules on cursors.</summary>
    public bool IsForced { get; init; }

    /// <summary>True if it is done with a cursor.</summary>
    public bool IsOnCursor => Operation[0] == 'c' && Operation is not ("check" or "cyclicnext");

    /// <summary>True if it is done with a tree, a cursor's included.</summary>
    public bool HasTree => Numbers.Length > 0;

    /// <summary>The tree of an operation that names one.</summary>
    public ulong Tree => Numbers[Operation == "cur" ? 1 : 0];

    /// <summary>The cursor of an operation that is done with one.</summary>
    public ulong Cursor => Numbers[0];

    /// <summary>The value an operand stands for, as it is stored.</summary>
    public ulong Value(int position) => Numbers[position] is var number && number <= LargestValue
        ? MapleEntry.FromInteger(number)
        : words[ulong.MaxValue - number].Value;

    /// <summary>The operand that a word for a value stands for.</summary>
    /// <param name="word">The word.</param>
    /// <param name="operand">An operand that no number for a value can be.</param>
    public static bool TryWord(string word, out ulong operand)
    {
        int at = Array.FindIndex(words, pair => pair.Word == word);
        operand = ulong.MaxValue - (ulong)(uint)at;
        return at >= 0;
    }
}
