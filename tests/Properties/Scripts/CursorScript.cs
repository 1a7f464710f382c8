using System.Text.Json;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>A script with one tree and one cursor, and what a model says of each of its lines.</summary>
internal sealed class CursorScript
{
    private const ulong Max = ulong.MaxValue;
    private readonly CursorModel model = new();
    private readonly List<string> lines = [];
    private readonly List<string?> expected = [];
    private ulong number;

    public CursorScript(string flags)
    {
        Add($"new 0 {flags}", null);
        Add("cur 0 0 0", "start 0-0");
    }

    /// <summary>Fills the tree.</summary>
    public void Fill(ulong count, ulong size, ulong gap)
    {
        Add($"fill 0 {count} 0 {size} {gap} 1", null);
        for (ulong i = 0; i < count; i++)
        {
            model.StoreInTree(i * (size + gap), (i * (size + gap)) + size - 1, i + 1);
        }

        number = count;
        model.Set(0, 0);
    }

    /// <summary>Adds an operation, unless the rules forbid it where the cursor stands.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="limit">Where its limit lies.</param>
    /// <param name="from">A number, for limits and ranges.</param>
    /// <param name="length">How long a range is.</param>
    public void Ask(string operation, int limit, ulong from, ulong length)
    {
        switch (operation)
        {
            case "cset":
                model.Set(from, from);
                AddOutcome($"cset 0 {from}", "");
                break;
            case "csetrange":
                model.Set(from, from + length);
                AddOutcome($"csetrange 0 {from} {from + length}", "");
                break;
            case "creset":
                model.Reset();
                AddOutcome("creset 0", "");
                break;
            case "cpause":
                model.Pause();
                AddOutcome("cpause 0", "");
                break;
            case "cwalk":
                AddOutcome("cwalk 0", Text(model.Walk()));
                break;
            case "cerase":
                AddOutcome("cerase 0", Text(model.Erase()));
                break;
            case "store":
                model.StoreInTree(from, from + length, ++number);
                Add($"store 0 {from} {from + length} {number}", null);
                model.Set(from, from);
                AddOutcome($"cset 0 {from}", "");
                break;
            case "cstore" or "cstoregfp" or "cnull":
                Store(operation, operation == "cnull" ? 0 : ++number);
                break;
            default:
                Step(operation, LimitOf(limit, from));
                break;
        }
    }

    /// <summary>The first line that is answered otherwise than the model says, or null.</summary>
    public string? Compare(ScriptMachineKind machine)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        using var writer = new StringWriter { NewLine = "\n" };
        string? wrong = MapleScript.Run(reader, writer, machine);
        string[] answers = writer.ToString().Split('\n');
        for (int i = 0; i < lines.Count; i++)
        {
            string given = i < answers.Length - 1 ? Outcome(answers[i]) : $"refused: {wrong}";
            if (expected[i] is { } outcome && outcome != given)
            {
                return $"{string.Join('\n', lines.Take(i + 1))}\nexpected {outcome}, given {given}";
            }
        }

        return wrong;
    }

    private void Store(string operation, ulong value)
    {
        bool right = model.Store(value);
        string word = value == 0 ? "null" : $"{value}";
        Add($"{(operation == "cstoregfp" ? operation : "cstore")} 0 {word}", Outcome());
        if (!right)
        {
            model.Reset();
            AddOutcome("creset 0", "");
        }
    }

    private void Step(string operation, ulong limit)
    {
        bool skip = !operation.Contains("range", StringComparison.Ordinal);
        bool up = operation is "cnext" or "cnextrange";
        bool down = operation is "cprev" or "cprevrange";
        bool downward = down || operation.EndsWith("rev", StringComparison.Ordinal);
        bool stuck = model.IsStuck && (downward ? model.Index > limit : model.Last < limit)
            && (!(up || down) || model.State == (up ? "overflow" : "underflow"));
        if (stuck && (up || downward))
        {
            return;
        }

        ulong value = up ? model.Next(limit, skip) : down ? model.Previous(limit, skip)
            : downward ? model.FindReverse(limit, skip) : model.Find(limit, skip);
        AddOutcome($"{operation} 0 {limit}", Text(value));
    }

    private ulong LimitOf(int kind, ulong number) => kind switch
    {
        0 => 0,
        1 => Max,
        2 => model.Index,
        3 => model.Index == 0 ? 0 : model.Index - 1,
        4 => model.Last,
        5 => model.Last == Max ? Max : model.Last + 1,
        6 => model.Last > Max - 40 ? Max : model.Last + 40,
        7 => model.Index < 9 ? 0 : model.Index - 9,
        _ => number,
    };

    private void AddOutcome(string line, string value) =>
        Add(line, value.Length == 0 ? Outcome() : $"{value} {Outcome()}");

    private void Add(string line, string? outcome)
    {
        lines.Add(line);
        expected.Add(outcome);
    }

    private string Outcome() => $"{model.State} {model.Index}-{model.Last}";

    private static string Text(ulong value) => value == 0 ? "null" : $"{value}";

    private static string Outcome(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        if (!root.TryGetProperty("state", out var state))
        {
            return "";
        }

        string value = root.TryGetProperty("val", out var found)
            && root.GetProperty("op").GetString() is not "cstore" ? $"{found.GetRawText()} " : "";
        return $"{value}{state.GetString()} {root.GetProperty("index")}-{root.GetProperty("last")}";
    }
}
