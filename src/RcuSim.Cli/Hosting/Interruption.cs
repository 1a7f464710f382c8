using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RcuSim.Cli;

/// <summary>
/// Turns the first Ctrl-C, SIGTERM or SIGHUP into a request to end cleanly, once asked to. A later one ends
/// the process as usual; one that follows at once does not: a key that bounces, or a shell that signals a
/// whole group, is meant once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan together = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource source = new();
    private readonly Stopwatch sinceFirst = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>From now on a signal ends nothing by itself.</summary>
    /// <returns>What the first signal cancels.</returns>
    public CancellationToken Arm()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }

        return source.Token;
    }

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // Signals are handled by several threads.
        lock (sinceFirst)
        {
            context.Cancel = sinceFirst.Elapsed < together;
            sinceFirst.Start();
        }

        source.Cancel();
    }
}
