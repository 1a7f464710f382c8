using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Runs op scripts: one operation a line, one JSON line of answer for each.</summary>
public static class MapleScript
{
    /// <summary>Runs a script.</summary>
    /// <param name="script">The script; blank lines and lines that begin with # are skipped.</param>
    /// <param name="answers">Gets one line for each operation.</param>
    /// <param name="machine">The machine to run it on.</param>
    /// <returns>
    /// Null, or the first line that is not understood and what was expected; the operations before it are
    /// answered.
    /// </returns>
    public static string? Run(TextReader script, TextWriter answers, ScriptMachineKind machine)
    {
        if (machine == ScriptMachineKind.Traced)
        {
            return Run(script, answers, new TracedScriptWorld());
        }

        using var world = new NativeScriptWorld();
        return Run(script, answers, world);
    }

    private static string? Run<TMachine>(TextReader script, TextWriter answers, IScriptWorld<TMachine> world)
        where TMachine : struct, IMachine
    {
        using var runner = new ScriptRunner<TMachine>(world);
        long number = 0;
        while (script.ReadLine() is { } text)
        {
            number++;
            if (ScriptSyntax.IsSilent(text))
            {
                continue;
            }

            string? wrong = ScriptSyntax.Parse(text, out var line) ?? runner.Refuse(line);
            if (wrong is not null)
            {
                return $"line {number}: {wrong}";
            }

            try
            {
                answers.WriteLine(runner.Run(line));
            }
            catch (NodesExhaustedException)
            {
                return $"line {number}: expected a bulk load into an empty tree of no more entries "
                    + "than announced";
            }
        }

        return null;
    }
}
