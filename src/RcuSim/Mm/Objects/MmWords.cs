using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>The words of an mm by number; <see cref="MmCaches.Mm"/> names them.</summary>
internal static class MmWords
{
    public const int Lock = 0;
    public const int LockSequence = Lock + 1;
    public const int Users = 2;
    public const int Count = 3;
    public const int Tree = 4;
    public const int TreeLock = Tree + MapleTreeWords.Lock;
    public const int TreeFlags = Tree + MapleTreeWords.Flags;
    public const int TreeRoot = Tree + MapleTreeWords.Root;
    public const int MapCount = 7;
    public const int TotalPages = 8;
    public const int Resident = 9;
    public const int Tables = 10;
    public const int TableRoot = Tables + PageTablesWords.Root;
    public const int TableBytes = Tables + PageTablesWords.Bytes;
    public const int PageTableLock = Tables + PageTablesWords.Lock;
    public const int Globals = 13;
    public const int DataPages = 14;
    public const int ExecutablePages = 15;
    public const int StackPages = 16;
    public const int LockedPages = 17;
    public const int PageLimit = 18;
    public const int SideTree = 19;
    public const int SideTreeLock = SideTree + MapleTreeWords.Lock;
    public const int SideTreeFlags = SideTree + MapleTreeWords.Flags;
    public const int SideTreeRoot = SideTree + MapleTreeWords.Root;
}
