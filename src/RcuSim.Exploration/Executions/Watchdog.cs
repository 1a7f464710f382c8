using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace RcuSim.Exploration;

/// <summary>
/// Watches that the bodies of a scenario come back. It goes by the clock, so it decides nothing in a
/// schedule: all it can do is to stop and to report.
/// </summary>
/// <remarks>
/// The time that a body is silent is counted in looks, not read from a clock: whatever stops the whole
/// process, stops the count too.
/// </remarks>
/// <param name="options">What runs.</param>
internal sealed class Watchdog(ExecutionOptions options)
{
    private const int Looks = 20;
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(1);

    private readonly Pulse pulse = new();

    /// <summary>The options of the explorer that is to be watched.</summary>
    public ExecutionOptions Options => new(options) { Pulse = pulse };

    /// <summary>
    /// True if a body could not be stopped: what it runs on is lost and must be left alone.
    /// </summary>
    public bool HasLost { get; private set; }

    /// <summary>Does something on a thread of its own, and waits for it.</summary>
    /// <exception cref="ScenarioException">A body does not come back.</exception>
    public void Run(Action work)
    {
        ExceptionDispatchInfo? error = null;
        var done = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception broken)
            {
                error = ExceptionDispatchInfo.Capture(broken);
            }
            finally
            {
                done.Set();
            }
        })
        { IsBackground = true, Name = "exploration" };
        thread.Start();
        Watch(done);
        error?.Throw();
    }

    /// <summary>Ends the execution that runs, and all that come, before their end. Any thread may call it.
    /// </summary>
    public void Interrupt() => pulse.Interrupt();

    /// <summary>Lets executions run again after an interruption.</summary>
    public void Resume() => pulse.Resume();

    private void Watch(ManualResetEventSlim done)
    {
        if (options.MostSilence == Timeout.InfiniteTimeSpan)
        {
            done.Wait();
            return;
        }

        long beats = -1;
        int looks = 0;
        while (!done.Wait(options.MostSilence / Looks))
        {
            bool silent = pulse.Inside is not null && pulse.Beats == beats && !Debugger.IsAttached;
            looks = silent ? looks + 1 : 0;
            beats = pulse.Beats;
            if (looks == Looks && pulse.Inside is { } stuck)
            {
                Stop(stuck, done);
            }
        }
    }

    private void Stop(ThreadSlot stuck, ManualResetEventSlim done)
    {
        var carrier = stuck.Carrier;
        bool waits = carrier?.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin) == true;
        string text = StuckText.Of(stuck, pulse.Execution?.History, waits, options.MostSilence);
        pulse.GiveUp();
        if (waits)
        {
            carrier!.Interrupt();
        }

        HasLost = !done.Wait(farewell);
        throw new ScenarioException(HasLost
            ? $"{text} It cannot be stopped, so its thread of the operating system stays until the process "
                + "ends."
            : text);
    }
}
