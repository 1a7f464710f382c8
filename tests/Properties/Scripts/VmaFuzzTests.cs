using System.Text.Json.Nodes;
using CsCheck;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Whatever a line of a script on an address space says, it is answered alike by both machines, or refused by
/// one line; and what is counted is what is mapped.
/// </summary>
public class VmaFuzzTests() : LineFuzzTests(VmaScript.Run, Line, pieces)
{
    private const string Line = "{\"name\":\"n\",\"ops\":[{\"op\":\"mmap 32 9 rw - 0\"},"
        + "{\"op\":\"munmap 34 2 1\",\"fail\":\"vma 2\"},{\"op\":\"flags 33 2 r\"},{\"op\":\"fault 32\"}]}";

    private static readonly string[] pieces =
    [
        "", "{", "}", "[", "]", ",", ":", "\"", "0", "1", "9", "-1", "1e9", "null", "\\", "\\ud800", "\ud800",
        "é", "\0", "\t", " ", "rw", "f1", "-", "_", "mmap", "brk 60 4", "split 33 1", "grow 1", "limit 3",
        "maxmap 1", "\"fail\":\"clear 1\",", "34359738367", "99999999999999999999", "#",
    ];

    private static readonly string[] flags = ["rw", "r", "_", "rx", "rwn", "rwc", "rwl", "rwg", "rw", "rw"];
    private static readonly string[] kinds = ["vma", "clone", "prealloc", "clear", "charge", "policy"];

    [Fact]
    public void What_is_counted_is_what_is_mapped() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[16, 48], Gen.Int[1, 9], Gen.Int[0, 9], Gen.Int[0, 17]).Array[1, 30]
            .Sample(
                steps =>
                {
                    var ops = new JsonArray([.. steps.Select(step => (JsonNode)Step(step))]);
                    var line = new JsonObject { ["name"] = "n", ["ops"] = ops };
                    string answer = Answer(line.ToJsonString());
                    foreach (var step in JsonNode.Parse(answer)!["ops"]!.AsArray())
                        Check(step!);
                },
                iter: Fuzz.Inputs / 20);

    private static JsonObject Step((int Verb, int Page, int Pages, int Choice, int Failing) step)
    {
        var (verb, page, pages, choice, failing) = step;
        string file = verb == 1 ? $"f{1 + (choice % 3)} {page}" : "- 0";
        var made = new JsonObject
        {
            ["op"] = verb switch
            {
                0 or 1 or 2 => $"mmap {page} {pages} {flags[choice]} {file}",
                3 or 4 => $"munmap {page} {pages} {choice % 2}",
                5 => $"flags {page} {pages} {flags[choice]}",
                6 => $"split {page} {choice % 2}",
                7 => choice == 0 ? $"forked {page}" : $"fault {page}",
                8 => choice < 5 ? $"grow {page}" : $"brk {page} {pages}",
                _ => choice < 2 ? $"limit {pages}" : $"maxmap {pages}",
            },
        };
        if (failing < kinds.Length)
            made["fail"] = $"{kinds[failing]} {1 + (choice % 2)}";
        return made;
    }

    /// <summary>The VMAs are in order, none could be left out, and the counts are theirs.</summary>
    private static void Check(JsonNode step)
    {
        var vmas = step["vmas"]!.AsArray();
        long end = 0, total = 0, data = 0, executable = 0, stack = 0;
        foreach (var vma in vmas)
        {
            long start = Convert.ToInt64((string)vma![1]!, 16);
            Assert.True(start >= end, $"{step}");
            end = Convert.ToInt64((string)vma[2]!, 16);
            Assert.True(end > start, $"{step}");
            long pages = (end - start) / 4096;
            string letters = (string)vma[4]!;
            total += pages;
            bool grows = letters.Contains('g'), writes = letters.Contains('w');
            stack += grows ? pages : 0;
            executable += !grows && letters.Contains('x') && !writes ? pages : 0;
            data += !grows && writes && !letters.Contains('s') ? pages : 0;
        }

        Assert.Equal((vmas.Count, vmas.Count), ((int)step["map_count"]!, (int)step["live"]!));
        Assert.Equal([total, data, executable, stack], step["vm"]!.AsArray().Select(count => (long)count!));
    }
}
