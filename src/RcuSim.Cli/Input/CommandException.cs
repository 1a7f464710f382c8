namespace RcuSim.Cli;

/// <summary>Ends the command with an exit code and one line on the error output.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">What, where, and what was expected; becomes one line.</param>
internal sealed class CommandException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>The command line, or a file it names, is wrong.</summary>
    public static CommandException Usage(string message) => new(ExitCode.Usage, message);

    /// <summary>What was asked for is known, but not modelled.</summary>
    public static CommandException Unsupported(string message) => new(ExitCode.Unsupported, message);
}
