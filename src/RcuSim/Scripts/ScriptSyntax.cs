using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>The words of an op script.</summary>
internal static class ScriptSyntax
{
    private const string Entry = "v|null|zero|advanced|reserved";
    private const string Held = "v|null|zero";

    private static readonly Dictionary<string, (string Usage, int[] Counts)> operations = new()
    {
        ["new"] = ("new T none|rcu|arange|both", [2]),
        ["store"] = ($"store T first last {Entry}", [4]),
        ["insert"] = ($"insert T first last {Entry}", [4]),
        ["erase"] = ("erase T i", [2]),
        ["eraserange"] = ("eraserange T first last", [3]),
        ["load"] = ("load T i", [2]),
        ["find"] = ("find T min max", [3]),
        ["mtfindafter"] = ("mtfindafter T i max", [3]),
        ["mtnext"] = ("mtnext T i max", [3]),
        ["mtprev"] = ("mtprev T i min", [3]),
        ["findrange"] = ("findrange T", [1]),
        ["entsum"] = ("entsum T", [1]),
        ["alloc"] = ($"alloc T min max size {Entry}", [5]),
        ["allocrev"] = ($"allocrev T min max size {Entry}", [5]),
        ["alloccyclic"] = ($"alloccyclic T min max {Entry}", [4]),
        ["cyclicnext"] = ("cyclicnext T i", [2]),
        ["dup"] = ("dup T U", [2]),
        ["forkwalk"] = ("forkwalk T k add", [3]),
        ["bulk"] = ("bulk T n [first size gap [expected]]", [2, 5, 6]),
        ["bulkfrom"] = ("bulkfrom T S", [2]),
        ["bulklay"] = ("bulklay T n layout", [3]),
        ["filllay"] = ("filllay T n layout v0", [4]),
        ["fill"] = ("fill T n first size gap v0", [6]),
        ["fillrev"] = ("fillrev T n first size gap v0", [6]),
        ["thin"] = ("thin T k ph", [3]),
        ["destroy"] = ("destroy T", [1]),
        ["dump"] = ("dump T", [1]),
        ["dumpsum"] = ("dumpsum T", [1]),
        ["stats"] = ("stats T", [1]),
        ["check"] = ("check T", [1]),
        ["readlock"] = ("readlock", [0]),
        ["readunlock"] = ("readunlock", [0]),
        ["cur"] = ("cur C T i [last]", [3, 4]),
        ["cset"] = ("cset C i", [2]),
        ["csetrange"] = ("csetrange C first last", [3]),
        ["csetin"] = ("csetin C first last", [3]),
        ["creset"] = ("creset C", [1]),
        ["cpause"] = ("cpause C", [1]),
        ["cshow"] = ("cshow C", [1]),
        ["cwalk"] = ("cwalk C", [1]),
        ["cnext"] = ("cnext C max", [2]),
        ["cnextrange"] = ("cnextrange C max", [2]),
        ["cprev"] = ("cprev C min", [2]),
        ["cprevrange"] = ("cprevrange C min", [2]),
        ["cfind"] = ("cfind C max", [2]),
        ["cfindrange"] = ("cfindrange C max", [2]),
        ["cfindrev"] = ("cfindrev C min", [2]),
        ["cfindrangerev"] = ("cfindrangerev C min", [2]),
        ["cforeach"] = ("cforeach C max [n]", [2, 3]),
        ["cforeachrev"] = ("cforeachrev C min [n]", [2, 3]),
        ["cemptyarea"] = ("cemptyarea C min max size", [4]),
        ["cemptyarearev"] = ("cemptyarearev C min max size", [4]),
        ["cstore"] = ($"cstore C {Held}", [2]),
        ["cstoregfp"] = ($"cstoregfp C {Held}", [2]),
        ["cerase"] = ("cerase C", [1]),
        ["cprealloc"] = ($"cprealloc C {Held}", [2]),
        ["cstoreprealloc"] = ($"cstoreprealloc C {Held}", [2]),
        ["cdestroy"] = ("cdestroy C", [1]),
        ["cnomem"] = ("cnomem C", [1]),
    };

    /// <summary>The operations that write once, so that it is known what their requests are.</summary>
    private static readonly string[] single =
    [
        "store", "insert", "erase", "eraserange", "alloc", "allocrev", "alloccyclic", "dup",
        "cstore", "cstoregfp", "cerase", "cprealloc", "cstoreprealloc", "cnomem",
    ];

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
        string[] words = text.Split(blanks, StringSplitOptions.RemoveEmptyEntries);
        int prefixes = 0;
        var failing = FailingRequests.None;
        bool forced = false;
        while (TakePrefix(words[prefixes], ref failing, ref forced))
        {
            if (++prefixes == words.Length)
            {
                line = default;
                return $"expected an operation after '{words[prefixes - 1]}', found nothing";
            }
        }

        string? wrong = ParseOperation(words[prefixes..], out line);
        line = line with { Failing = failing, IsForced = forced };
        return wrong ?? RefusePrefix(line);
    }

    private static bool TakePrefix(string word, ref FailingRequests failing, ref bool forced)
    {
        switch (word)
        {
            case "failnowait" when failing == FailingRequests.None:
                failing = FailingRequests.NotWaiting;
                return true;
            case "failall" when failing == FailingRequests.None:
                failing = FailingRequests.All;
                return true;
            case "force" when !forced:
                forced = true;
                return true;
            default:
                return false;
        }
    }

    private static string? RefusePrefix(ScriptLine line)
    {
        if (line.IsForced && !line.IsOnCursor)
        {
            return $"expected an operation on a cursor after 'force', found '{line.Operation}'";
        }

        return line.Failing == FailingRequests.None || single.Contains(line.Operation)
            ? null
            : $"expected one of {string.Join(", ", single)} to lack memory, found '{line.Operation}'";
    }

    private static string? ParseOperation(string[] words, out ScriptLine line)
    {
        line = default;
        if (!operations.TryGetValue(words[0], out var syntax))
        {
            return $"unknown operation '{words[0]}': expected one of {string.Join(", ", operations.Keys)}";
        }

        int given = words.Length - 1;
        if (!syntax.Counts.Contains(given))
        {
            return $"expected '{syntax.Usage}', found {given} operand{(given == 1 ? "" : "s")}";
        }

        string[] usage = syntax.Usage.Split(' ');
        ulong[] numbers = new ulong[given];
        for (int i = 0; i < given; i++)
        {
            string[] choices = usage[i + 1].Trim('[', ']').Split('|');
            if (!ParseOperand(choices, words[i + 1], out numbers[i]))
            {
                bool tooLarge = IsValue(choices) && TryNumber(words[i + 1], out _);
                string range = tooLarge ? $" with {choices[0]} from 0 to {ScriptLine.LargestValue}" : "";
                return $"expected '{syntax.Usage}'{range}, found '{words[i + 1]}'";
            }
        }

        line = new ScriptLine(words[0], words[given], numbers);
        return null;
    }

    /// <summary>Reads an operand, which is a number unless its name in the usage lists words.</summary>
    private static bool ParseOperand(string[] choices, string word, out ulong number)
    {
        if (choices[0] == "none")
        {
            number = 0;
            return TryFlags(word, out _);
        }

        if (choices.AsSpan(1).Contains(word))
        {
            return ScriptLine.TryWord(word, out number);
        }

        return TryNumber(word, out number) && (number <= ScriptLine.LargestValue || !IsValue(choices));
    }

    private static bool IsValue(string[] choices) => choices[0] is "v" or "v0" or "add";

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
