using System.Text.Json;
using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// Reads a line of a script on anonymous reverse maps: the inputs; answers that stand beside them already are
/// passed over and made anew.
/// </summary>
internal static class AnonVmaSyntax
{
    private const string Usage = "'vma N', 'fault N', 'fork N M', 'split N M' or 'exit N'";

    /// <summary>Reads a line. Throws <see cref="ScriptFormatException"/>.</summary>
    public static AnonVmaCase Parse(string text)
    {
        using var document = ScriptObject.Parse(text);
        var line = new ScriptObject(document.RootElement, "");
        line.AllowOnly("name", "form", "ops");
        string form = line.Text("form");
        if (!AnonVmaCase.Forms.ContainsKey(form))
        {
            string known = string.Join(", ", AnonVmaCase.Forms.Keys);
            throw new ScriptFormatException($"expected a form {known}, found '{form}'");
        }

        return new(line.Text("name"), form, [.. line.Items("ops").Select(op => Step(op.Item, op.Path))]);
    }

    private static AnonVmaStep Step(JsonElement item, string path)
    {
        var step = ScriptObject.Of(item, path);
        step.AllowOnly("op", "fail", "hit", "rc", "ev", "vmas", "anons");
        string text = step.Text("op");
        int failing = step.Has("fail")
            ? step.Number("fail", int.MaxValue, "the place of a request for memory, from 1")
            : 0;
        if (step.Has("fail") && failing == 0)
        {
            throw new ScriptFormatException($"expected '{path}.fail' to be at least 1, found 0");
        }

        return Parse(text, failing)
            ?? throw new ScriptFormatException($"expected '{path}.op' to be {Usage}, found '{text}'");
    }

    /// <summary>Reads what is done; null if it is not understood.</summary>
    private static AnonVmaStep? Parse(string text, int failing)
    {
        string[] words = text.Split(' ');
        AnonVmaVerb? known = words[0] switch
        {
            "vma" => AnonVmaVerb.Vma,
            "fault" => AnonVmaVerb.Fault,
            "fork" => AnonVmaVerb.Fork,
            "split" => AnonVmaVerb.Split,
            "exit" => AnonVmaVerb.Exit,
            _ => null,
        };
        int copy = 0;
        bool copies = known is AnonVmaVerb.Fork or AnonVmaVerb.Split;
        return known is { } verb && words.Length == (copies ? 3 : 2) && IsNumber(words[1], out int vma)
            && (!copies || IsNumber(words[2], out copy))
            ? new(text, verb, vma, copy, failing)
            : null;
    }

    private static bool IsNumber(string word, out int number) =>
        PlainNumber.TryDecimal(word, int.MaxValue, out number) && number > 0;
}
