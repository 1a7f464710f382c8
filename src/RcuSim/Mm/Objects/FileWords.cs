namespace RcuSim.Mm;

/// <summary>The words of a mapped file by number; <see cref="MmCaches.File"/> names them.</summary>
internal static class FileWords
{
    public const int MappingLock = 0;
    public const int Mappings = 1;
    public const int Count = 2;
    public const int Opens = 3;
    public const int NextFile = 4;
    public const int Driver = 5;
    public const int Writable = 6;

    /// <summary>How many there are.</summary>
    public const int Words = 7;
}
