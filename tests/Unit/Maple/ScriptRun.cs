using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>Runs an op script that is known to be well formed.</summary>
internal static class ScriptRun
{
    /// <summary>Its answers, one line for each operation.</summary>
    public static string[] Of(string script, ScriptMachineKind machine)
    {
        var answers = new StringWriter();
        var error = MapleScript.Run(new StringReader(script), answers, machine);
        Assert.Null(error);
        return answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
