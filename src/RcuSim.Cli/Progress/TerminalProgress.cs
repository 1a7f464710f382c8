using System.Diagnostics;
using RcuSim.Exploration;
using Spectre.Console;

namespace RcuSim.Cli;

/// <summary>A progress bar on the error output, one engine after the other, taken away at the end.</summary>
internal sealed class TerminalProgress : IProgressView
{
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    public CheckResult Watch(string title, Func<Action<EnginePlan, Coverage>?, CheckResult> run)
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
                EnginePlan? running = null;
                return run((plan, coverage) =>
                {
                    if (plan != running)
                    {
                        running = plan;
                        clock.Restart();
                        shown = TimeSpan.Zero;
                    }

                    if (clock.Elapsed - shown >= interval)
                    {
                        shown = clock.Elapsed;
                        task.Value = plan.Budget.Used(coverage.Schedules, shown);
                        task.Description = Markup.Escape(
                            $"{plan.Engine.Name}: {Describe(coverage, shown)}");
                    }
                });
            });
    }

    private static string Describe(Coverage coverage, TimeSpan elapsed) =>
        $"{coverage.Schedules:N0} schedules, {coverage.Behaviours:N0} behaviours, "
        + $"{coverage.Schedules / elapsed.TotalSeconds:N0} a second";
}
