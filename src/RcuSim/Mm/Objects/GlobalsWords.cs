namespace RcuSim.Mm;

/// <summary>The words of the kernel's globals by number; <see cref="MmCaches.Globals"/> names them.</summary>
internal static class GlobalsWords
{
    public const int DuplicationLock = 0;
    public const int ListLock = 1;
    public const int List = 2;
    public const int Listed = 3;
    public const int Committed = 4;
    public const int Files = 5;
    public const int MostMappings = 6;
}
