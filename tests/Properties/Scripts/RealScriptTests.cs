using System.IO.Compression;
using System.Text.Json;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Op scripts that public reports of maple-tree bugs imply: what they ask for has one right answer, which a
/// sorted list of intervals works out.
/// </summary>
public class RealScriptTests
{
    // The traced machine remembers every event.
    private const int MostTraced = 100_000;

    private static readonly string path = Path.Combine(AppContext.BaseDirectory, "Inputs", "inputs.zip");

    public static TheoryData<string, ScriptMachineKind> Scripts { get; } = Names();

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_answer_is_right(string name, ScriptMachineKind machine)
    {
        string script = Text(name);
        using StringReader reader = new(script);
        using StringWriter answers = new();
        Assert.Null(MapleScript.Run(reader, answers, machine));
        string[] lines = [.. script.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
        string[] said = answers.ToString().TrimEnd().Split('\n');
        Assert.Equal(lines.Length, said.Length);
        var model = new ScriptModel();
        for (int i = 0; i < lines.Length; i++)
        {
            using var answer = JsonDocument.Parse(said[i]);
            foreach (var (key, expected) in model.Answer(lines[i]))
            {
                string actual = answer.RootElement.GetProperty(key).GetRawText();
                Assert.True(expected == actual, $"{i}: {lines[i]}: {key} is {actual}, expected {expected}");
            }
        }
    }

    private static TheoryData<string, ScriptMachineKind> Names()
    {
        using var archive = ZipFile.OpenRead(path);
        var data = new TheoryData<string, ScriptMachineKind>();
        foreach (var entry in archive.Entries.Where(entry => entry.Name.StartsWith("maple-")))
        {
            data.Add(entry.Name, ScriptMachineKind.Native);
            if (entry.Length <= MostTraced)
            {
                data.Add(entry.Name, ScriptMachineKind.Traced);
            }
        }

        return data;
    }

    private static string Text(string name)
    {
        using var archive = ZipFile.OpenRead(path);
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
