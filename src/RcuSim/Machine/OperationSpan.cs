namespace RcuSim.Machine;

/// <summary>
/// Says where an operation begins and ends, for timelines and for the oracles that wait for its end. Natively
/// this costs nothing.
/// </summary>
public static class OperationSpan
{
    /// <summary>Observed at the end of an operation. Value: the number of the site that began it.</summary>
    internal static readonly Site End = new("end", SiteKind.OperationEnd);

    /// <summary>Observed before the end of an operation that answers something. Value: the answer.</summary>
    public static readonly Site Result = new("result", SiteKind.Result);

    /// <summary>An operation begins.</summary>
    /// <param name="machine">The thread's machine.</param>
    /// <param name="operation">A site of kind <see cref="SiteKind.Operation"/>.</param>
    /// <param name="subject">What it is about.</param>
    public static void BeginOperation<TMachine>(this TMachine machine, Site operation, ulong subject)
        where TMachine : struct, IMachine => machine.Observe(operation, subject);

    /// <summary>The innermost operation ends.</summary>
    /// <param name="machine">The thread's machine.</param>
    /// <param name="operation">The site that began it.</param>
    public static void EndOperation<TMachine>(this TMachine machine, Site operation)
        where TMachine : struct, IMachine => machine.Observe(End, operation.Number);

    /// <summary>The innermost operation ends with an answer.</summary>
    /// <param name="machine">The thread's machine.</param>
    /// <param name="operation">The site that began it.</param>
    /// <param name="result">What it answers.</param>
    public static void EndOperation<TMachine>(this TMachine machine, Site operation, ulong result)
        where TMachine : struct, IMachine
    {
        machine.Observe(Result, result);
        machine.EndOperation(operation);
    }
}
