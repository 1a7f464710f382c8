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
    private const int LooksOnceInterrupted = 2;
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(1);

    private readonly Pulse pulse = new();

    /// <summary>The options of the explorer that is to be watched.</summary>
    public ExecutionOptions Options => new(options) { Pulse = pulse };

    /// <summary>
    /// True if a body could not be stopped: what it runs on is lost and must be left alone.
    /// </summary>
    public bool HasLost { get; private set; }

    /// <summary>True from an interruption until executions may run again.</summary>
    public bool IsInterrupted => pulse.IsInterrupted;

    /// <summary>
    /// Does something on a thread of its own, and waits for it. Once interrupted it does not wait long for a
    /// body that does not come back; what the work did until then holds.
    /// </summary>
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
        if (!pulse.IsGivenUp)
        {
            error?.Throw();
        }
    }

    /// <summary>Ends what runs, a setup too, and all that comes. Any thread may call it.</summary>
    public void Interrupt() => pulse.Interrupt();

    /// <summary>Lets executions run again after an interruption, for a while.</summary>
    /// <returns>What ends that while, to be disposed of when it is not needed any more.</returns>
    public IDisposable ResumeFor(TimeSpan time)
    {
        pulse.Resume();
        return new Timer(_ => Interrupt(), null, time, Timeout.InfiniteTimeSpan);
    }

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
            bool isInterrupted = pulse.IsInterrupted;
            if (looks < (isInterrupted ? LooksOnceInterrupted : Looks) || pulse.Inside is not { } stuck)
            {
                continue;
            }

            string text = Stop(stuck, done);
            if (!isInterrupted)
            {
                throw new ScenarioException(text);
            }

            return;
        }
    }

    /// <summary>Gives a body up.</summary>
    /// <returns>What is to be said of it.</returns>
    private string Stop(ThreadSlot stuck, ManualResetEventSlim done)
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
        return HasLost
            ? $"{text} It cannot be stopped, so its thread of the operating system stays until the process "
                + "ends."
            : text;
    }
}
