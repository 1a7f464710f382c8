using System.Diagnostics;
using RcuSim.Exploration;
using Spectre.Console;

namespace RcuSim.Cli;

/// <summary>A progress bar on the error output, taken away at the end.</summary>
internal sealed class TerminalProgress : IProgressView
{
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    public CampaignResult Watch(string title, Budget budget, Func<Action<Coverage>?, CampaignResult> run)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                var clock = Stopwatch.StartNew();
                var shown = TimeSpan.Zero;
                return run(coverage =>
                {
                    if (clock.Elapsed - shown >= interval)
                    {
                        shown = clock.Elapsed;
                        task.Value = budget.Used(coverage.Schedules, shown);
                        task.Description = Markup.Escape($"{title}: {Describe(coverage, shown)}");
                    }
                });
            });
    }

    private static string Describe(Coverage coverage, TimeSpan elapsed) =>
        $"{coverage.Schedules:N0} schedules, {coverage.Behaviours:N0} behaviours, "
        + $"{coverage.Schedules / elapsed.TotalSeconds:N0} a second";
}
