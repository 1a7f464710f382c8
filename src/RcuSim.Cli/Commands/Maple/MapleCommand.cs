using System.CommandLine;
using RcuSim.Scripts;

namespace RcuSim.Cli;

/// <summary><c>rcusim maple</c>: runs an op script on the maple tree.</summary>
internal static class MapleCommand
{
    private static readonly ScriptMachineKind[] machines = Enum.GetValues<ScriptMachineKind>();

    public static Command Create(Host host)
    {
        var command = new Command("maple", "Run an op script on the maple tree: one JSON line for each op.");
        var script = new Argument<string>("SCRIPT") { Description = "the script; - for the standard input" };
        var machine = new Option<string?>("--machine")
        {
            Description = "what the tree runs on; default native",
            HelpName = "native|traced",
        };
        command.Add(script);
        command.Add(machine);
        command.SetAction(parsed =>
        {
            var kind = parsed.GetValue(machine) is { } name
                ? Words.Choose("machine", name, machines, m => m.ToString().ToLowerInvariant())
                : ScriptMachineKind.Native;
            Run(parsed.GetRequiredValue(script), kind, host);
            return ExitCode.Pass;
        });
        return command;
    }

    private static void Run(string path, ScriptMachineKind machine, Host host)
    {
        string what = $"script '{path}'";
        var lines = new BoundedLines(what, new StreamReader(InputFile.Open("script", path, host.OpenInput)));
        using var script = new WantedLines(lines, host.IsUnread);
        if (MapleScript.Run(script, host.Out, machine) is { } wrong)
        {
            throw CommandException.Usage($"{what}: {wrong}");
        }
    }
}
