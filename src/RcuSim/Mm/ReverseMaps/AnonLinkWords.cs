namespace RcuSim.Mm;

/// <summary>
/// The words of a link between a VMA and an anon_vma by number; <see cref="AnonCaches.Link"/> names them.
/// </summary>
internal static class AnonLinkWords
{
    public const int Vma = 0;
    public const int AnonVma = 1;
    public const int Older = 2;
    public const int Newer = 3;
    public const int Place = 4;
}
