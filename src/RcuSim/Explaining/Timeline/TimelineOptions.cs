namespace RcuSim.Explaining;

/// <summary>How a timeline is drawn.</summary>
internal sealed class TimelineOptions
{
    /// <summary>The form that replay files remember a digest of: 140 columns, no row left out.</summary>
    public static readonly TimelineOptions Whole = new();

    /// <summary>The most columns of text; at least 60.</summary>
    public int Width { get; init; } = 140;

    /// <summary>
    /// The most rows, roughly: what lies far from the explanation and from the end is left out first. 0: no
    /// limit.
    /// </summary>
    public int Rows { get; init; }
}
