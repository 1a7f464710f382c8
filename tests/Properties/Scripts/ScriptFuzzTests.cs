using System.Text.Json;
using CsCheck;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Whatever a script asks for, each line is answered by one JSON document, or refused by one line; the two
/// machines say the same.
/// </summary>
public class ScriptFuzzTests
{
    private static readonly string[] operations =
    [
        "new", "store", "insert", "erase", "load", "find", "findrange", "entsum", "alloc", "allocrev", "dup",
        "forkwalk", "bulk", "bulkfrom", "bulklay", "filllay", "fill", "fillrev", "thin", "destroy", "dump",
        "dumpsum", "stats", "check", "frob", "eraserange", "mtfindafter", "mtnext", "mtprev", "alloccyclic",
        "cyclicnext", "readlock", "readunlock", "cur", "cset", "csetrange", "csetin", "creset", "cpause",
        "cshow", "cwalk", "cnext", "cnextrange", "cprev", "cprevrange", "cfind", "cfindrange", "cfindrev",
        "cfindrangerev", "cforeach", "cforeachrev", "cemptyarea", "cemptyarearev", "cstore", "cstoregfp",
        "cerase", "cprealloc", "cstoreprealloc", "cdestroy", "cnomem",
    ];

    /// <summary>Most lines have none.</summary>
    private static readonly string[] prefixes =
        ["", "", "", "", "", "failnowait ", "failall ", "force ", "failall force "];

    private static readonly string[] operands =
    [
        "0", "0", "0", "1", "1", "2", "3", "7", "16", "40", "0x10", "0x1f", "max", "max-1", "max-9",
        "null", "rcu", "both", "arange", "none", "4096", "0x7fffffffffffffff", "99999999999999999999",
        "-1", "x", "1\0", "zero", "advanced", "reserved",
    ];

    private static readonly Gen<string> line = Gen.Select(
        Gen.Int[0, prefixes.Length - 1],
        Gen.Int[0, operations.Length - 1],
        Gen.Int[0, operands.Length - 1].Array[0, 6],
        (prefix, operation, words) =>
            $"{prefixes[prefix]}{operations[operation]} {string.Join(' ', words.Select(i => operands[i]))}");

    /// <summary>Operations on two trees and two cursors: T, C a number of these, N any number, V a value.
    /// </summary>
    private static readonly string[] forms =
    [
        "store T N N V", "store T N N V", "insert T N N V", "erase T N", "eraserange T N N",
        "alloc T N N N V", "allocrev T N N N V", "alloccyclic T N N V", "cyclicnext T N",
        "fill T 40 0 3 2 1", "destroy T", "new T both", "new T none", "readlock", "readunlock",
        "mtnext T N N", "mtprev T N N", "cur C T N", "cur C T N N", "cset C N", "csetrange C N N",
        "csetin C N N", "creset C", "creset C", "cpause C", "cshow C", "cwalk C", "cnext C N",
        "cnextrange C N", "cprev C N", "cprevrange C N", "cfind C N", "cfindrange C N", "cfindrev C N",
        "cfindrangerev C N", "cforeach C N", "cforeachrev C N 5", "cemptyarea C N N N",
        "cemptyarearev C N N N", "cstore C V", "cstoregfp C V", "failnowait cstore C V",
        "failall cstoregfp C V", "failnowait cstoregfp C V", "cerase C", "failall cerase C",
        "cprealloc C V", "cprealloc C V", "failall cprealloc C V", "cstoreprealloc C V", "cdestroy C",
        "cnomem C", "cnomem C", "dumpsum T",
    ];

    private static readonly string[] numbers =
        ["0", "1", "3", "7", "10", "33", "60", "120", "199", "300", "max", "max-1", "max-40"];

    private static readonly string[] values = ["1", "2", "3", "null", "null", "zero"];

    private static readonly Gen<string> formed = Gen.Select(
        Gen.Int[0, forms.Length - 1], Gen.Int[0, 1000].Array[6], Filled);

    [Fact]
    public void Lines_of_any_words() =>
        line.Array[1, 30].Sample(lines => _ = Check(lines), iter: Fuzz.Inputs / 10);

    [Fact]
    public void Lines_that_are_well_formed_leave_sound_trees() => formed.Array[10, 80].Sample(
        lines =>
        {
            string native = Check([.. lines, "check 0", "check 1"]);
            Assert.Equal(2, native.Split("\"bad\":0}\n").Length - 1);
        },
        iter: Fuzz.Inputs / 10);

    private static string Filled(int form, int[] chosen)
    {
        int at = 0;
        return string.Join(' ', forms[form].Split(' ').Select(word => word switch
        {
            "T" or "C" => $"{chosen[at++] % 2}",
            "N" => numbers[chosen[at++] % numbers.Length],
            "V" => values[chosen[at++] % values.Length],
            _ => word,
        }));
    }

    /// <summary>Runs the lines that are right on both machines; returns their answers.</summary>
    private static string Check(string[] lines)
    {
        // Most lines of chance are wrong, and the first wrong one ends a script.
        var right = new List<string> { "new 0 both", "new 1 rcu", "cur 0 0 0", "cur 1 0 0" };
        foreach (string next in lines)
        {
            string? wrong = Run([.. right, next], ScriptMachineKind.Native, out _);
            Assert.True(wrong is null || wrong.StartsWith($"line {right.Count + 1}: "), wrong);
            if (wrong is null)
            {
                right.Add(next);
            }
        }

        Assert.Null(Run(right, ScriptMachineKind.Native, out string native));
        Assert.Null(Run(right, ScriptMachineKind.Traced, out string traced));
        Assert.Equal(native, traced);
        foreach (string answer in native.TrimEnd('\n').Split('\n'))
        {
            JsonDocument.Parse(answer).Dispose();
        }

        return native;
    }

    private static string? Run(IReadOnlyList<string> lines, ScriptMachineKind machine, out string answers)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        using var writer = new StringWriter { NewLine = "\n" };
        string? wrong = MapleScript.Run(reader, writer, machine);
        answers = writer.ToString();
        return wrong;
    }
}
