using System.CommandLine;

namespace RcuSim.Cli;

/// <summary><c>rcusim list</c>: everything that can be named on the command line.</summary>
internal static class ListCommand
{
    public static Command Create(Host host)
    {
        var command = new Command(
            "list", "List scenarios, fork variants, bugs, what can fail, engines and strategies.");
        var json = new Option<bool>("--json") { Description = "print one JSON document" };
        var assembly = UserAssembly.CreateOption();
        command.Add(assembly);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var report = ListReport.Of(host.Knowing(parsed.GetValue(assembly)).Catalogue);
            host.Show(report, parsed.GetValue(json), ListText.Write);
            return ExitCode.Pass;
        });
        return command;
    }
}
