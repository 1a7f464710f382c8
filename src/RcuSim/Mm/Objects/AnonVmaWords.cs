namespace RcuSim.Mm;

/// <summary>The words of an anonymous reverse map by number; <see cref="MmCaches.AnonVma"/> names
/// them.</summary>
internal static class AnonVmaWords
{
    public const int Lock = 0;
    public const int Mappings = 1;
    public const int Count = 2;
}
