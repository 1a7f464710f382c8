using System.Diagnostics;
using RcuSim.Exploration;
using Spectre.Console;

namespace RcuSim.Cli;

/// <summary>
/// How far a check is: a bar on the error output, one engine after the other, taken away at the end.
/// </summary>
internal static class CheckProgress
{
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a check and watches it.</summary>
    /// <param name="screen">Where it is shown; null: nowhere.</param>
    /// <param name="title">What runs first.</param>
    /// <param name="run">Runs it; takes what is to be called after each schedule.</param>
    public static CheckResult Watch(
        IAnsiConsole? screen, string title, Func<Action<EnginePlan, Coverage>?, CheckResult> run) =>
        screen is null ? run(null) : screen.Progress()
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

    private static string Describe(Coverage coverage, TimeSpan elapsed) =>
        $"{coverage.Schedules:N0} schedules, {coverage.Behaviours:N0} behaviours, "
        + $"{coverage.Schedules / elapsed.TotalSeconds:N0} a second";
}
