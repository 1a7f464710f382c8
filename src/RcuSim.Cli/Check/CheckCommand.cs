using System.CommandLine;

namespace RcuSim.Cli;

/// <summary><c>rcusim check</c>: explores a scenario.</summary>
internal static class CheckCommand
{
    public static Command Create(Host host)
    {
        var command = new Command("check", "Explore a scenario; exit 0 pass, 1 violation, 2 inconclusive.");
        var options = new CheckOptions(command);
        command.SetAction(parsed =>
        {
            var request = new CheckReader(parsed, options, host.Laboratory).Read();
            var report = new CheckRun(request, host).Run();
            if (parsed.GetValue(options.Json))
            {
                Json.Write(host.Out, report);
            }
            else
            {
                CheckText.Write(host.Out, report);
            }

            return report.ExitCode;
        });
        return command;
    }
}
