namespace RcuSim.Cli;

/// <summary>
/// A stream that the user gave: what goes wrong with it is not a fault of RcuSim's, and ends the command with
/// one line.
/// </summary>
/// <param name="inner">The stream; null: it is closed.</param>
/// <param name="problem">What cannot be done if something goes wrong.</param>
internal sealed class UserStream(Stream? inner, string problem) : Stream
{
    public override bool CanRead => inner?.CanRead ?? true;

    public override bool CanWrite => inner?.CanWrite ?? true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Inner().Read(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(e);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            Inner().Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(e);
        }
    }

    public override void Flush()
    {
        try
        {
            Inner().Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => inner?.Dispose();

    private Stream Inner() => inner ?? throw new IOException("it is closed");

    private CommandException Refusal(Exception e) =>
        CommandException.Usage($"{problem} ({e.Message.TrimEnd('.')})");
}
