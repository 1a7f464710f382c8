namespace RcuSim.Exploration;

/// <summary>
/// Runs schedules of one scenario on one kind of engine. Not for use by several threads at once.
/// </summary>
public interface IExplorer : IDisposable
{
    /// <summary>The execution whose state describes the schedule that ran last.</summary>
    OnlineExecution Execution { get; }

    /// <summary>Runs one schedule after another until told to stop.</summary>
    /// <param name="seed">Decides every schedule.</param>
    /// <param name="visit">Called after each schedule; false ends the exploration.</param>
    void Explore(ulong seed, Func<bool> visit);

    /// <summary>Runs one recorded schedule.</summary>
    /// <returns>False if it does not fit: a thread was to go on that could not.</returns>
    bool Replay(Schedule schedule);
}
