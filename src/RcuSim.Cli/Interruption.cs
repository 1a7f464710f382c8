using System.Runtime.InteropServices;

namespace RcuSim.Cli;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a request to end cleanly, once asked to. A second one ends the
/// process as usual.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>From now on a signal ends nothing by itself.</summary>
    /// <returns>What the first signal cancels.</returns>
    public CancellationToken Arm()
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
        return source.Token;
    }

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
