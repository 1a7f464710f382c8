namespace RcuSim.Samples.WhichCeiling;

/// <summary>A child with one VMA of one page, whose copy failed at the next VMA.</summary>
/// <param name="Name">Where the next one lies, in words.</param>
/// <param name="Copied">Where the child's VMA begins.</param>
/// <param name="NotCopied">Where the next one begins, which is still the parent's.</param>
internal sealed record Layout(string Name, ulong Copied, ulong NotCopied)
{
    private const ulong Page = 4096;

    /// <summary>Where the copy failed, as cases are written.</summary>
    public string Failing => $"0x{NotCopied:x}";

    /// <summary>Both VMAs and the page, as cases are written.</summary>
    public string Json =>
        $"\"vmas\":[[\"0x{Copied:x}\",\"0x{Copied + Page:x}\"],[\"{Failing}\",\"0x{NotCopied + Page:x}\"]],"
        + $"\"pages\":[\"0x{Copied:x}\"]";
}
