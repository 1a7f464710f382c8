using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// Runs cases on an address space, a line of JSON each: what is mapped, unmapped, changed, and what of that
/// fails. Each line is printed again with the answers.
/// </summary>
internal static class VmaScript
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
        CaseLines.Run(script, answers, text => Run(VmaSyntax.Parse(text), machine));

    private static string Run(VmaCase line, ScriptMachineKind machine)
    {
        if (machine == ScriptMachineKind.Traced)
        {
            return Run(line, new TracedScriptWorld().Machine);
        }

        using var world = new NativeScriptWorld();
        return Run(line, world.Machine);
    }

    private static string Run<TMachine>(VmaCase line, TMachine machine)
        where TMachine : struct, IMachine
    {
        var log = new VmaLog();
        return new VmaRunner<WatchedMachine<TMachine>>(new(machine, log), log).Run(line);
    }
}
