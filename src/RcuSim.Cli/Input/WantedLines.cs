namespace RcuSim.Cli;

/// <summary>Reads a text line by line; it ends early once nobody reads the answers.</summary>
/// <param name="inner">The text.</param>
/// <param name="isUnread">True once nobody reads the answers.</param>
internal sealed class WantedLines(TextReader inner, Func<bool> isUnread) : TextReader
{
    public override string? ReadLine() => isUnread() ? null : inner.ReadLine();

    protected override void Dispose(bool disposing) => inner.Dispose();
}
