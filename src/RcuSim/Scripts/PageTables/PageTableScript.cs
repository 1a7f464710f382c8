using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// Runs cases on page tables, a line of JSON each: what is mapped and present, and what is freed. Each line
/// is printed again with the answers.
/// </summary>
public static class PageTableScript
{
    /// <summary>Runs the lines of a script.</summary>
    /// <param name="script">The script; blank lines and lines that begin with # are skipped.</param>
    /// <param name="answers">Gets one line for each case.</param>
    /// <param name="machine">The machine to run it on.</param>
    /// <returns>
    /// Null, or the first line that is not understood and what was expected; the lines before it are
    /// answered.
    /// </returns>
    public static string? Run(TextReader script, TextWriter answers, ScriptMachineKind machine) =>
        CaseLines.Run(script, answers, text => Run(TableSyntax.Parse(text), machine));

    /// <summary>Runs one case. Each has a world of its own, since some leave tables behind.</summary>
    private static string Run(TableCase line, ScriptMachineKind machine)
    {
        if (machine == ScriptMachineKind.Traced)
        {
            return new TableRunner<TracedMachine>(new TracedScriptWorld().Machine).Run(line);
        }

        using var world = new NativeScriptWorld();
        return new TableRunner<NativeMachine>(world.Machine).Run(line);
    }
}
