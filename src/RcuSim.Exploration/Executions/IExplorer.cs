namespace RcuSim.Exploration;

/// <summary>
/// Runs executions of one scenario: new ones that an engine chooses, or one that a witness describes. Not for
/// use by several threads at once.
/// </summary>
internal interface IExplorer : IDisposable
{
    /// <summary>Runs one execution after another until asked to stop.</summary>
    /// <param name="seed">Decides every execution.</param>
    /// <param name="visit">Called after each execution; false ends the exploration.</param>
    void Explore(ulong seed, Func<ExecutionResult, bool> visit);

    /// <summary>Runs the execution that a witness describes.</summary>
    /// <returns>What came of it; see <see cref="ExecutionResult.Fits"/>.</returns>
    /// <exception cref="ArgumentException">The engine cannot follow that kind of witness.</exception>
    ExecutionResult Replay(Witness witness);
}
