using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// A named place in the code: the key of an observation, a loop head, a choice or a failure point. Immutable.
/// </summary>
/// <remarks>
/// Nobody deals numbers out: a site's follows from its name, and from what else of the program has taken that
/// number. Nothing that is shown or saved depends on it. Sites of a scenario have different names; those of
/// different scenarios need not.
/// </remarks>
public sealed class Site
{
    private const uint HashBasis = 2166136261;
    private const uint HashPrime = 16777619;

    private static readonly Site?[] all = new Site?[ushort.MaxValue + 1];
    private readonly string owner;

    /// <summary>
    /// Defines a site, usually in a static field. A simulated thread that uses it in a scenario which uses
    /// another of the same name throws.
    /// </summary>
    /// <param name="name">The name shown in timelines, unique in the scenario.</param>
    /// <param name="kind">What it stands for.</param>
    /// <param name="kernelName">The kernel's name for the same thing, if it has one.</param>
    /// <param name="file">Where it is defined; the compiler fills it in.</param>
    /// <param name="line">The line there; the compiler fills it in.</param>
    /// <exception cref="InvalidOperationException">The program has 65,535 of them.</exception>
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
        Number = TakeNumber();
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

    /// <summary>True if another site of the program has its name.</summary>
    internal bool HasNamesake { get; private set; }

    /// <summary>What to say when a scenario uses a site and, before it, another of its name.</summary>
    internal string ClashWith(Site other) =>
        SameName.Of("sites", Name, other.owner, owner);

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

    /// <summary>Takes the first free number from the name's hash on.</summary>
    private ushort TakeNumber()
    {
        ushort number = Hash(Name);
        for (int i = 0; i < ushort.MaxValue; i++)
        {
            if (Interlocked.CompareExchange(ref all[number], this, null) is not { } other)
            {
                return number;
            }

            if (other.Name == Name)
            {
                HasNamesake = other.HasNamesake = true;
            }

            number = number == ushort.MaxValue ? (ushort)1 : (ushort)(number + 1);
        }

        throw new InvalidOperationException($"site '{Name}' at {owner} is one too many: "
            + $"{ushort.MaxValue:N0} can be defined");
    }
}
