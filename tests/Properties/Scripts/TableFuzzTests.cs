using System.Text.Json.Nodes;
using CsCheck;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Whatever a line of a script on page tables says, it is answered alike by both machines, or refused by one
/// line.
/// </summary>
public class TableFuzzTests() : LineFuzzTests(PageTableScript.Run, Line, pieces)
{
    private const string Line = "{\"name\":\"n\","
        + "\"vmas\":[[\"0x1000\",\"0x3000\"],[\"0x40000000\",\"0x40001000\",\"huge\"]],"
        + "\"pages\":[\"0x1000\"],\"ops\":["
        + "{\"op\":\"range\",\"addr\":\"0x0\",\"end\":\"0x200000\",\"floor\":\"0x0\",\"ceiling\":\"0x0\"},"
        + "{\"op\":\"tables\",\"form\":\"v68\",\"first\":0,\"floor\":\"0x0\",\"ceiling\":\"0x0\","
        + "\"zero\":1}]}";

    private static readonly string[] pieces =
    [
        "", "{", "}", "[", "]", ",", ":", "\"", "0", "1", "-1", "1e9", "null", "true", "\\", "\\ud800",
        "\ud800", "é", "\u2028", "\0", "\t", "0x", "0xffffffffffffffff", "0x7ffffffff000", "v65", "v70",
        "tables", "range", "zero", "\"tree_end\":\"0x0\",", "\"first\":1,", "[[[[[[[[[[", "\"\\ud800\":1,",
        "\"bytes\":[],", "\ufeff", "#",
    ];

    /// <summary>Where VMAs begin and end: near the boundaries of what tables of each level cover.</summary>
    private static readonly ulong[] places =
    [
        .. from table in (ulong[])[0, 1UL << 21, 1UL << 30, 1UL << 39, (1UL << 39) + (1UL << 30)]
           from page in (ulong[])[0, 1, 2, 3, 0x1ff, 0x200, 0x3ff]
           select table + (page << 12),
    ];

    [Theory]
    [InlineData("v65")]
    [InlineData("v68")]
    [InlineData("v70")]
    public void Memory_that_is_unmapped_piece_by_piece_leaves_no_table(string form) =>
        Gen.Select(Gen.Int[0, places.Length - 1].Array[2, 14], Gen.Int[0, 1000].Array[7]).Sample(
            (chosen, order) =>
            {
                ulong[] ends = [.. chosen.Select(i => places[i]).Distinct().Order()];
                var vmas = Enumerable.Range(0, ends.Length / 2)
                    .Select(i => (Number: i, Start: ends[2 * i], End: ends[(2 * i) + 1])).ToList();
                var pages = vmas.SelectMany(vma => new[] { vma.Start, vma.End - 0x1000 });
                var ops = Unmappings(form, vmas, [.. vmas.OrderBy(vma => order[vma.Number])]).ToList();
                string line = $"{{\"name\":\"n\",\"vmas\":[{string.Join(',', vmas.Select(Text))}],"
                    + $"\"pages\":[{string.Join(',', pages.Select(Text))}],"
                    + $"\"ops\":[{string.Join(',', ops)}]}}";
                string native = Answer(line);
                var answers = JsonNode.Parse(native)!["ops"]!.AsArray();
                Assert.All(answers, step => Assert.Equal(
                    4096 * step!["left"]!.AsArray().Count, (int)step["bytes"]!));
                Assert.True(answers.Count == 0 || (int)answers[^1]!["bytes"]! == 0, native);
            },
            iter: Fuzz.Inputs / 20);

    /// <summary>Unmaps one VMA after the other, with the neighbours that are left then as limits.</summary>
    private static IEnumerable<string> Unmappings(
        string form,
        IEnumerable<(int Number, ulong Start, ulong End)> vmas,
        IEnumerable<(int Number, ulong Start, ulong End)> order)
    {
        var left = vmas.ToList();
        foreach (var vma in order)
        {
            int at = left.IndexOf(vma);
            string floor = Text(at > 0 ? left[at - 1].End : 0);
            string ceiling = Text(at + 1 < left.Count ? left[at + 1].Start : 0);
            string end = form == "v70" ? $",\"tree_end\":{ceiling}" : "";
            yield return $"{{\"op\":\"tables\",\"form\":\"{form}\",\"first\":{vma.Number},"
                + $"\"floor\":{floor},\"ceiling\":{ceiling}{end}}}";
            left.RemoveAt(at);
        }
    }

    private static string Text(ulong address) => $"\"0x{address:x}\"";

    private static string Text((int Number, ulong Start, ulong End) vma) =>
        $"[{Text(vma.Start)},{Text(vma.End)}]";
}
