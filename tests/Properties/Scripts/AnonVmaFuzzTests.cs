using System.Text.Json.Nodes;
using CsCheck;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Whatever a line of a script on anonymous reverse maps says, it is answered alike by both machines, or
/// refused by one line.
/// </summary>
public class AnonVmaFuzzTests() : LineFuzzTests(AnonVmaScript.Run, Line, pieces)
{
    private const string Line = "{\"name\":\"n\",\"form\":\"6.18\",\"ops\":["
        + "{\"op\":\"vma 1\"},{\"op\":\"fault 1\",\"fail\":3},{\"op\":\"fork 1 2\"},{\"op\":\"split 2 3\"},"
        + "{\"op\":\"exit 1\"}]}";

    private static readonly string[] pieces =
    [
        "", "{", "}", "[", "]", ",", ":", "\"", "0", "1", "2", "-1", "1e9", "null", "\\", "\\ud800", "\ud800",
        "é", "\0", "\t", " ", "7.0", "7.1", "vma", "fault", "fork", "split", "exit", "\"fail\":1,",
        "\"hit\":[],", "99999999999", "{\"op\":\"fork 2 4\"},", "#",
    ];

    [Theory]
    [InlineData("6.18")]
    [InlineData("7.1")]
    public void Families_of_chance_leave_nothing(string form) =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 99], Gen.Int[0, 9]).Array[1, 40].Sample(
            steps =>
            {
                var ops = new JsonArray();
                var there = new List<int>();
                int last = 0;
                foreach (var (verb, which, failing) in steps)
                    Add(ops, there, ref last, verb, which, failing);
                var line = new JsonObject { ["name"] = "n", ["form"] = form, ["ops"] = ops };
                string answer = Answer(line.ToJsonString());
                var left = JsonNode.Parse(answer)!["ops"]!.AsArray()[^1]!["vmas"]!.AsArray();
                foreach (int number in left.Select(vma => (int)vma![0]!))
                    ops.Add((JsonNode)new JsonObject { ["op"] = $"exit {number}" });
                answer = Answer(line.ToJsonString());
                Assert.Empty(JsonNode.Parse(answer)!["ops"]!.AsArray()[^1]!["anons"]!.AsArray());
            },
            iter: Fuzz.Inputs / 20);

    /// <summary>Adds a step. A copy whose memory runs out does not come to be, so nothing names it.</summary>
    private static void Add(
        JsonArray ops, List<int> there, ref int last, int verb, int which, int failing)
    {
        bool fails = failing is > 0 and < 4 && verb is 1 or 2 or 3;
        if (there.Count == 0 || verb == 0)
        {
            there.Add(++last);
            ops.Add((JsonNode)new JsonObject { ["op"] = $"vma {last}" });
            return;
        }

        int chosen = there[which % there.Count];
        var step = new JsonObject
        {
            ["op"] = verb switch
            {
                1 => $"fault {chosen}",
                2 or 4 => $"fork {chosen} {++last}",
                3 => $"split {chosen} {++last}",
                _ => $"exit {chosen}",
            },
        };
        if (verb is 2 or 4 or 3 && !fails)
            there.Add(last);
        if (verb == 5)
            there.Remove(chosen);
        if (fails)
            step["fail"] = failing;
        ops.Add((JsonNode)step);
    }
}
