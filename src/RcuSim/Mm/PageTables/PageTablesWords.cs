namespace RcuSim.Mm;

/// <summary>The words that an mm has for its page tables, by number.</summary>
internal static class PageTablesWords
{
    public const int Root = 0;
    public const int Bytes = 1;
    public const int Lock = 2;
}
