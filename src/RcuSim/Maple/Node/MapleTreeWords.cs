namespace RcuSim.Maple;

/// <summary>The words of a tree's header by number.</summary>
internal static class MapleTreeWords
{
    public const int Lock = 0;
    public const int Flags = 1;
    public const int Root = 2;
}
