using System.Globalization;
using System.IO.Compression;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>Layouts of real processes, and what users take for such.</summary>
public class RealInputTests
{
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "Inputs");

    public static TheoryData<string, int, string> Expected { get; } = Rows();

    [Theory]
    [MemberData(nameof(Expected))]
    public void It_is_explored_or_refused_in_a_helpful_line(string name, int code, string answer)
    {
        using var place = new TemporaryFolder();
        using (var archive = ZipFile.OpenRead(Path.Combine(folder, "inputs.zip")))
        {
            archive.GetEntry(name)!.ExtractToFile(place[name]);
        }

        string[] words =
        [
            "check", "--maps", place[name], "--engine", "baton", "--schedules", "1", "--out", place["out"],
        ];
        var said = Terminal.RunStandard(words);
        if (code == ExitCode.Usage)
        {
            said.IsRefused(code, name, answer);
            return;
        }

        int count = int.Parse(answer, CultureInfo.InvariantCulture);
        Assert.Equal("", said.Error);
        Assert.Contains($"layout {count:N0} VMA{(count == 1 ? "," : "s,")}", said.Out);
        Assert.NotEqual(ExitCode.Violation, said.Code);
    }

    private static TheoryData<string, int, string> Rows()
    {
        var data = new TheoryData<string, int, string>();
        foreach (string line in File.ReadLines(Path.Combine(folder, "expected.tsv")))
        {
            if (!line.StartsWith('#'))
            {
                string[] row = line.Split('\t');
                data.Add(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), row[2]);
            }
        }

        return data;
    }
}
