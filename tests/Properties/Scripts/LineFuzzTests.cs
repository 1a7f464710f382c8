using CsCheck;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Whatever a line of a script says, it is answered alike by both machines, or refused by one line.
/// </summary>
/// <param name="script">Runs a script.</param>
/// <param name="right">A line that is right.</param>
/// <param name="pieces">What is put in place of parts of it.</param>
public abstract class LineFuzzTests(
    Func<TextReader, TextWriter, ScriptMachineKind, string?> script, string right, string[] pieces)
{
    [Fact]
    public void Letters_put_in_place_of_others() =>
        Gen.Select(Gen.Int[0, right.Length], Gen.Int[0, 9], Gen.Int[0, pieces.Length - 1]).Array[1, 4].Sample(
            changes =>
            {
                string text = right;
                foreach (var (at, length, piece) in changes)
                {
                    int from = Math.Min(at, text.Length);
                    int count = Math.Min(length, text.Length - from);
                    text = text.Remove(from, count).Insert(from, pieces[piece]);
                }

                string? wrong = Run(text, out string answer);
                Assert.True(wrong is null || wrong.StartsWith("line 1: "), wrong);
                Assert.True(wrong is null || answer.Length == 0, answer);
            },
            iter: Fuzz.Inputs / 3);

    /// <summary>Runs a line that is right.</summary>
    protected string Answer(string line)
    {
        Assert.Null(Run(line, out string answer));
        return answer;
    }

    /// <summary>Runs a line on both machines, which say the same; returns why it was refused.</summary>
    private string? Run(string line, out string answer)
    {
        string? wrong = Run(line, ScriptMachineKind.Native, out answer);
        Assert.Equal(wrong, Run(line, ScriptMachineKind.Traced, out string traced));
        Assert.Equal(answer, traced);
        return wrong;
    }

    private string? Run(string line, ScriptMachineKind machine, out string answers)
    {
        using var reader = new StringReader(line);
        using var writer = new StringWriter { NewLine = "\n" };
        string? wrong = script(reader, writer, machine);
        answers = writer.ToString();
        return wrong;
    }
}
