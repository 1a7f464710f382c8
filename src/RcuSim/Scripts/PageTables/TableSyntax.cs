using System.Text.Json;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Reads a line of a script on page tables: the inputs; answers that stand beside them already are passed
/// over and made anew.
/// </summary>
internal static class TableSyntax
{
    private const ulong Most = TableGeometry.UserEnd;
    private static readonly string[] answers = ["unlinked", "calls", "freed", "bytes", "left"];

    /// <summary>Reads a line. Throws <see cref="ScriptFormatException"/>.</summary>
    public static TableCase Parse(string text)
    {
        using var document = ScriptObject.Parse(text);
        var line = new ScriptObject(document.RootElement, "");
        line.AllowOnly("name", "vmas", "pages", "ops", "bytes");
        var vmas = Vmas(line);
        return new(
            line.Text("name"),
            vmas,
            [.. line.Items("pages").Select(page => PageOf(page.Item, page.Path, Most - Pages.Size))],
            [.. line.Items("ops").Select(op => Operation(ScriptObject.Of(op.Item, op.Path), vmas.Count))]);
    }

    private static List<TableVma> Vmas(ScriptObject line)
    {
        var vmas = new List<TableVma>();
        ulong end = 0;
        foreach (var (item, path) in line.Items("vmas"))
        {
            var vma = Vma(item, path);
            if (vma.Start < end)
            {
                throw ScriptObject.Expected($"'{path}' to begin at or above 0x{end:x}", item);
            }

            vmas.Add(vma);
            end = vma.End;
        }

        return vmas;
    }

    private static TableVma Vma(JsonElement item, string path)
    {
        var words = ScriptObject.Items(item, path).ToList();
        bool isHuge = words.Count == 3 && ScriptObject.TextOf(words[2].Item) == "huge";
        if (words.Count != (isHuge ? 3 : 2))
        {
            throw ScriptObject.Expected($"'{path}' to be [start, end] or [start, end, \"huge\"]", item);
        }

        ulong start = PageOf(words[0].Item, words[0].Path, Most);
        ulong end = PageOf(words[1].Item, words[1].Path, Most);
        return start < end
            ? new(start, end, isHuge)
            : throw ScriptObject.Expected($"'{path}' to end above its start", item);
    }

    private static ulong PageOf(JsonElement item, string path, ulong most)
    {
        ulong address = ScriptObject.AddressOf(item, path, most);
        return Pages.IsAligned(address)
            ? address
            : throw ScriptObject.Expected($"'{path}' to be a multiple of 0x{Pages.Size:x}", item);
    }

    private static TableOperation Operation(ScriptObject operation, int vmas) =>
        operation.Text("op") switch
        {
            "range" => Range(operation),
            "tables" => Teardown(operation, vmas),
            var other => throw new ScriptFormatException(
                $"expected an op 'range' or 'tables', found '{other}'"),
        };

    private static RangeOperation Range(ScriptObject operation)
    {
        operation.AllowOnly("op", "addr", "end", "floor", "ceiling", "freed", "bytes", "left");
        return new(new(
            operation.Address("addr", Most),
            operation.Address("end", Most),
            operation.Address("floor", Most),
            operation.Address("ceiling", Most)));
    }

    private static TeardownOperation Teardown(ScriptObject operation, int vmas)
    {
        string form = operation.Text("form");
        string[] own = form switch
        {
            "v65" => [],
            "v68" => ["zero"],
            "v70" => ["tree_end"],
            _ => throw new ScriptFormatException($"expected a form v65, v68 or v70, found '{form}'"),
        };
        string[] all = ["op", "form", "first", "floor", "ceiling", .. own, .. answers];
        operation.AllowOnly(all);
        string number = $"the number of a VMA, from 0 to {vmas - 1}";
        return new(
            form,
            operation.Number("first", vmas, number),
            operation.Address("floor", Most),
            operation.Address("ceiling", Most),
            form == "v70" ? operation.Address("tree_end", Most) : null,
            operation.Has("zero") ? operation.Number("zero", vmas, number) : null);
    }
}
