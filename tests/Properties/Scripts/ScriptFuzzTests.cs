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
        "dumpsum", "stats", "check", "frob",
    ];

    private static readonly string[] operands =
    [
        "0", "0", "0", "1", "1", "2", "3", "7", "16", "40", "0x10", "0x1f", "max", "max-1", "max-9",
        "null", "rcu", "both", "arange", "none", "4096", "0x7fffffffffffffff", "99999999999999999999",
        "-1", "x", "1\0",
    ];

    private static readonly Gen<string> line = Gen.Select(
        Gen.Int[0, operations.Length - 1],
        Gen.Int[0, operands.Length - 1].Array[0, 6],
        (operation, words) => $"{operations[operation]} {string.Join(' ', words.Select(i => operands[i]))}");

    [Fact]
    public void Lines_of_any_words() =>
        line.Array[1, 30].Sample(
            lines =>
            {
                // Most lines of chance are wrong, and the first wrong one ends a script.
                var right = new List<string> { "new 0 both", "new 1 rcu" };
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
            },
            iter: Fuzz.Inputs / 10);

    private static string? Run(IReadOnlyList<string> lines, ScriptMachineKind machine, out string answers)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        using var writer = new StringWriter { NewLine = "\n" };
        string? wrong = MapleScript.Run(reader, writer, machine);
        answers = writer.ToString();
        return wrong;
    }
}
