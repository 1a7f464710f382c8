using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Reads a line of a script on address spaces: the inputs; answers that stand beside them already are passed
/// over and made anew.
/// </summary>
internal static class VmaSyntax
{
    /// <summary>How many pages there are.</summary>
    private const ulong AllPages = TableGeometry.UserEnd / Pages.Size;

    private static readonly string[] fields =
        ["op", "fail", "hit", "rc", "ev", "vmas", "map_count", "vm", "live"];

    /// <summary>What each verb is followed by.</summary>
    private static readonly Dictionary<string, (VmaVerb Verb, string Words)> verbs = new()
    {
        ["mmap"] = (VmaVerb.Mmap, "P N flags file offset"),
        ["munmap"] = (VmaVerb.Munmap, "P N 0|1"),
        ["flags"] = (VmaVerb.Flags, "P N flags"),
        ["split"] = (VmaVerb.Split, "P 0|1"),
        ["fault"] = (VmaVerb.Fault, "P"),
        ["forked"] = (VmaVerb.Forked, "P"),
        ["grow"] = (VmaVerb.Grow, "P"),
        ["brk"] = (VmaVerb.Brk, "P N"),
        ["limit"] = (VmaVerb.Limit, "n"),
        ["maxmap"] = (VmaVerb.MaxMap, "n"),
    };

    /// <summary>Reads a line. Throws <see cref="ScriptFormatException"/>.</summary>
    public static VmaCase Parse(string text)
    {
        using var document = ScriptObject.Parse(text);
        var line = new ScriptObject(document.RootElement, "");
        line.AllowOnly("name", "ops");
        return new(
            line.Text("name"),
            [.. line.Items("ops").Select(op => Step(ScriptObject.Of(op.Item, op.Path), op.Path))]);
    }

    private static VmaStep Step(ScriptObject step, string path)
    {
        step.AllowOnly(fields);
        return Step(step.Text("op"), $"{path}.op") with
        {
            Failure = step.Has("fail") ? Failure(step.Text("fail"), $"{path}.fail") : null,
        };
    }

    private static VmaStep Step(string text, string path)
    {
        var words = text.Split(' ');
        if (!verbs.TryGetValue(words[0], out var form))
        {
            throw Expected(path, $"begin with one of {string.Join(", ", verbs.Keys)}", text);
        }

        var names = form.Words.Split(' ');
        if (words.Length != names.Length + 1)
        {
            throw Expected(path, $"be '{words[0]} {form.Words}'", text);
        }

        var step = new VmaStep(text, form.Verb, 0, 0, 0, VmFlags.None, 0);
        for (int i = 0; i < names.Length; i++)
        {
            step = Read(step, names[i], words[i + 1])
                ?? throw Expected(path, $"have {Meaning(names[i])} as its word {i + 2}", text);
        }

        return step.Verb == VmaVerb.Mmap && step is { File: 0, Flags: var flags } && flags.Has(VmFlags.Shared)
            ? throw Expected(path, "name a file, as its memory is shared", text)
            : step;
    }

    private static VmaFailure Failure(string text, string path)
    {
        var words = text.Split(' ');
        return words.Length == 2 && VmaLog.FailureKinds.Contains(words[0])
            && PlainNumber.TryDecimal(words[1], int.MaxValue, out int nth) && nth > 0
            ? new(words[0], nth)
            : throw Expected(path, $"be one of {string.Join(", ", VmaLog.FailureKinds)}, and a number", text);
    }

    /// <summary>Reads one word; null if it is not what it has to be.</summary>
    private static VmaStep? Read(VmaStep step, string name, string word) => name switch
    {
        "P" => Number(word, AllPages - 1) is { } page ? step with { Page = page } : null,
        "N" => Number(word, AllPages - step.Page) is > 0 and { } pages ? step with { Pages = pages } : null,
        "0|1" => Number(word, 1) is { } choice ? step with { Number = choice } : null,
        "flags" => VmaLetters.Read(word) is { } flags ? step with { Flags = flags } : null,
        "file" => File(word) is { } file ? step with { File = file } : null,
        _ => Number(word, AllPages) is { } number ? step with { Number = number } : null,
    };

    private static string Meaning(string name) => name switch
    {
        "P" => $"a page from 0 to {AllPages - 1}",
        "N" => "a number of pages, not 0, that end below the top",
        "0|1" => "0 or 1",
        "flags" => VmaLetters.Usage,
        "file" => "a file, f1, f2, f3 or -",
        _ => $"a number up to {AllPages}",
    };

    private static ulong? Number(string word, ulong most) =>
        PlainNumber.TryDecimal(word, out ulong number) && number <= most ? number : null;

    private static int? File(string word) => word switch
    {
        "-" => 0,
        "f1" => 1,
        "f2" => 2,
        "f3" => 3,
        _ => null,
    };

    private static ScriptFormatException Expected(string path, string what, string found) =>
        new($"expected '{path}' to {what}, found '{found}'");
}
