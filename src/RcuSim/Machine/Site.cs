using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// A named place in the code: the key of an observation, a loop head, a choice or a failure point. Immutable.
/// </summary>
/// <remarks>
/// The number is a hash of the name, so that it is the same in every process and nobody deals numbers out.
/// </remarks>
public sealed class Site
{
    private const uint HashBasis = 2166136261;
    private const uint HashPrime = 16777619;

    private static readonly Site?[] all = new Site?[ushort.MaxValue + 1];
    private readonly string owner;
    private string? clash;

    /// <summary>
    /// Defines a site, usually in a static field. If another has the same name, or a name with the same
    /// hash, a simulated thread that uses either throws.
    /// </summary>
    /// <param name="name">The name shown in timelines, unique in the program.</param>
    /// <param name="kind">What it stands for.</param>
    /// <param name="kernelName">The kernel's name for the same thing, if it has one.</param>
    /// <param name="file">Where it is defined; the compiler fills it in.</param>
    /// <param name="line">The line there; the compiler fills it in.</param>
    public Site(
        string name,
        SiteKind kind,
        string? kernelName = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        Name = name;
        Kind = kind;
        KernelName = kernelName;
        owner = $"{Path.GetFileName(file)}:{line}";
        Number = Hash(name);
        if (Interlocked.CompareExchange(ref all[Number], this, null) is { } other)
        {
            clash = other.clash = Clash(other);
        }
    }

    /// <summary>The site's number, unique in the program, never 0.</summary>
    public ushort Number { get; }

    /// <summary>The name shown in timelines.</summary>
    public string Name { get; }

    /// <summary>What it stands for.</summary>
    public SiteKind Kind { get; }

    /// <summary>The kernel's name, or null.</summary>
    internal string? KernelName { get; }

    /// <summary>
    /// The row that an observation makes in a timeline, or null if a later one has its value; by default the
    /// site's name and the value.
    /// </summary>
    public Func<IObservation, string?>? Phrase { get; init; }

    /// <summary>The phrase of a site that makes no row of its own.</summary>
    public static string? NoRow(IObservation observation) => null;

    /// <summary>The site with this number, or null if none is defined.</summary>
    public static Site? Find(int number) => (uint)number < (uint)all.Length ? all[number] : null;

    /// <summary>
    /// What the site with this number stands for; <see cref="SiteKind.Value"/> if none is defined.
    /// </summary>
    internal static SiteKind KindOf(int number) => Find(number)?.Kind ?? SiteKind.Value;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// The site, if it is the only one with its number. Asked at each use: an exception in a static field
    /// would hide behind that of its type.
    /// </summary>
    internal Site Unique() => clash is null ? this : throw new InvalidOperationException(clash);

    /// <summary>FNV-1a, folded to 16 bits; 0 stands for no site.</summary>
    private static ushort Hash(string name)
    {
        uint hash = HashBasis;
        foreach (char letter in name)
        {
            hash = unchecked((hash ^ letter) * HashPrime);
        }

        var folded = (ushort)(hash ^ (hash >> 16));
        return folded == 0 ? (ushort)1 : folded;
    }

    private string Clash(Site other) => other.Name == Name
        ? SameName.Of("sites", Name, other.owner, owner)
        : $"the names of site '{other.Name}' ({other.owner}) and site '{Name}' ({owner}) have the same "
            + $"number {Number}: rename one";
}
