using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>The words of an op script.</summary>
internal static class ScriptSyntax
{
    private static readonly Dictionary<string, (string Usage, int Least)> operations = new()
    {
        ["new"] = ("new T none|rcu|arange|both", 2),
        ["store"] = ("store T first last v|null", 4),
        ["insert"] = ("insert T first last v", 4),
        ["erase"] = ("erase T i", 2),
        ["load"] = ("load T i", 2),
        ["find"] = ("find T min max", 3),
        ["findrange"] = ("findrange T", 1),
        ["entsum"] = ("entsum T", 1),
        ["alloc"] = ("alloc T min max size v", 5),
        ["allocrev"] = ("allocrev T min max size v", 5),
        ["dup"] = ("dup T U", 2),
        ["forkwalk"] = ("forkwalk T k add", 3),
        ["bulk"] = ("bulk T n [first size gap [expected]]", 2),
        ["bulkfrom"] = ("bulkfrom T S", 2),
        ["bulklay"] = ("bulklay T n layout", 3),
        ["filllay"] = ("filllay T n layout v0", 4),
        ["fill"] = ("fill T n first size gap v0", 6),
        ["fillrev"] = ("fillrev T n first size gap v0", 6),
        ["thin"] = ("thin T k ph", 3),
        ["destroy"] = ("destroy T", 1),
        ["dump"] = ("dump T", 1),
        ["dumpsum"] = ("dumpsum T", 1),
        ["stats"] = ("stats T", 1),
        ["check"] = ("check T", 1),
    };

    /// <summary>What separates words; all else is part of one.</summary>
    private static readonly char[] blanks = [' ', '\t', '\r'];

    /// <summary>True if a line says nothing: it is blank, or a comment.</summary>
    public static bool IsSilent(string text) =>
        text.AsSpan().TrimStart(blanks) is [] or ['#', ..];

    /// <summary>Reads one line.</summary>
    /// <param name="text">The line, not blank.</param>
    /// <param name="line">What it says.</param>
    /// <returns>What was expected instead, or null.</returns>
    public static string? Parse(string text, out ScriptLine line)
    {
        var words = text.Split(blanks, StringSplitOptions.RemoveEmptyEntries);
        line = default;
        if (!operations.TryGetValue(words[0], out var syntax))
        {
            return $"unknown operation '{words[0]}': expected one of {string.Join(", ", operations.Keys)}";
        }

        int given = words.Length - 1;
        bool right = words[0] == "bulk" ? given is 2 or 5 or 6 : given == syntax.Least;
        if (!right)
        {
            return $"expected '{syntax.Usage}', found {given} operand{(given == 1 ? "" : "s")}";
        }

        var numbers = new ulong[given];
        for (int i = 0; i < given; i++)
        {
            if (!ParseOperand(words[0], words[i + 1], i, out numbers[i]))
            {
                bool tooLarge = TryNumber(words[i + 1], out _);
                string name = syntax.Usage.Split(' ')[i + 1].Split('|')[0];
                string range = tooLarge ? $" with {name} from 0 to {ScriptLine.LargestValue}" : "";
                return $"expected '{syntax.Usage}'{range}, found '{words[i + 1]}'";
            }
        }

        line = new ScriptLine(words[0], words[given], numbers);
        return null;
    }

    private static bool ParseOperand(string operation, string word, int position, out ulong number)
    {
        if (operation == "new" && position == 1)
        {
            number = 0;
            return TryFlags(word, out _);
        }

        if (operation == "store" && position == 3 && word == "null")
        {
            number = ScriptLine.Null;
            return true;
        }

        return TryNumber(word, out number)
            && (number <= ScriptLine.LargestValue || !IsValue(operation, position));
    }

    private static bool IsValue(string operation, int position) => operation switch
    {
        "store" or "insert" or "filllay" => position == 3,
        "forkwalk" => position == 2,
        "alloc" or "allocrev" => position == 4,
        "fill" or "fillrev" => position == 5,
        _ => false,
    };

    /// <summary>The flags a word stands for.</summary>
    public static bool TryFlags(string word, out MapleTreeFlags flags)
    {
        flags = word switch
        {
            "rcu" => MapleTreeFlags.Rcu,
            "arange" => MapleTreeFlags.AllocRange,
            "both" => MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange,
            _ => MapleTreeFlags.None,
        };
        return flags != MapleTreeFlags.None || word == "none";
    }

    private static bool TryNumber(string word, out ulong number)
    {
        if (word == "max")
        {
            number = ulong.MaxValue;
            return true;
        }

        if (word.StartsWith("max-"))
        {
            bool known = TryPlain(word.AsSpan(4), out ulong below);
            number = ulong.MaxValue - below;
            return known;
        }

        return TryPlain(word, out number);
    }

    private static bool TryPlain(ReadOnlySpan<char> word, out ulong number) => word.StartsWith("0x")
        ? PlainNumber.TryHex(word[2..], out number)
        : PlainNumber.TryDecimal(word, out number);
}
