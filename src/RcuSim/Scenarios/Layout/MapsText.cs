namespace RcuSim.Scenarios;

/// <summary>What was read from text in the form of <c>/proc/PID/maps</c>.</summary>
public sealed class MapsText
{
    /// <summary>Creates a result of what its members say.</summary>
    internal MapsText(VmaLayout? layout, string error, IReadOnlyList<string> notes)
    {
        Layout = layout;
        Error = error;
        Notes = notes;
    }

    /// <summary>Reads to the end of the text or to the first line that is wrong.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="most">The most mappings to take.</param>
    public static MapsText Read(TextReader reader, int most = VmaLayout.Limit) =>
        MapsParser.Parse(reader, most);

    /// <summary>The layout; null after an error.</summary>
    public VmaLayout? Layout { get; }

    /// <summary>One line that names the line at fault; empty if there is none.</summary>
    public string Error { get; }

    /// <summary>One line for each thing that was left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// True if the line at fault begins before the one above it ends. The kernel gives a page of lines at a
    /// time, so a process that maps memory meanwhile shows a grown mapping once more.
    /// </summary>
    public bool IsTorn { get; internal init; }
}
