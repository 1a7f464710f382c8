namespace RcuSim.Mm;

/// <summary>The words of an anon_vma by number; <see cref="AnonCaches.AnonVma"/> names them.</summary>
internal static class AnonVmaWords
{
    public const int Lock = 0;
    public const int Root = 1;
    public const int Parent = 2;
    public const int References = 3;
    public const int Children = 4;
    public const int ActiveVmas = 5;
    public const int Links = 6;
}
