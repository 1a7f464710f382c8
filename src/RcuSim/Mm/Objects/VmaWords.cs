namespace RcuSim.Mm;

/// <summary>The words of a VMA by number; <see cref="MmCaches.Vma"/> names them.</summary>
internal static class VmaWords
{
    public const int Lock = 0;
    public const int Count = Lock;
    public const int LockSequence = Count + 1;
    public const int Mm = 2;
    public const int Start = 3;
    public const int End = 4;
    public const int Flags = 5;
    public const int PageOffset = 6;
    public const int File = 7;
    public const int AnonVma = 8;
    public const int InFile = 9;
    public const int NewestLink = InFile + IntervalWords.Count;
    public const int OldestLink = NewestLink + 1;
    public const int Pages = OldestLink + 1;
}
