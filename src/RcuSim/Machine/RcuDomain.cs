using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// Read-side critical sections and grace periods of their own: a grace period of a domain waits for the
/// sections of that domain and for no others, so its readers may sleep. Immutable.
/// </summary>
/// <remarks>
/// Kernel: <c>srcu_struct</c> (<c>DEFINE_SRCU</c>). Its sections nest, and need not be left in the order in
/// which sections of other domains were entered; the kernel's index from the lock to the unlock has no
/// counterpart.
/// </remarks>
public sealed class RcuDomain
{
    /// <summary>How many domains there can be; number 0 stands for RCU itself.</summary>
    internal const int Limit = 64;

    private static readonly RcuDomain?[] all = new RcuDomain?[Limit];
    private readonly string owner;
    private readonly ushort number;
    private string? problem;

    /// <summary>
    /// Defines a domain, usually in a static field. If there are too many, using it throws; so does using two
    /// of one name in one scenario.
    /// </summary>
    /// <param name="name">The name shown in timelines, unique in the scenario.</param>
    /// <param name="file">Where it is defined; the compiler fills it in.</param>
    /// <param name="line">The line there; the compiler fills it in.</param>
    public RcuDomain(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Name = name;
        owner = $"{Path.GetFileName(file)}:{line}";
        lock (all)
        {
            number = Register();
        }
    }

    /// <summary>The name shown in timelines.</summary>
    internal string Name { get; }

    /// <summary>True if another domain of the program has its name.</summary>
    internal bool HasNamesake { get; private set; }

    /// <summary>The domain with this number, or null.</summary>
    internal static RcuDomain? Find(int number) => all[number];

    /// <summary>What to say when a scenario uses a domain and, before it, another of its name.</summary>
    internal string ClashWith(RcuDomain other) => SameName.Of("RCU domains", Name, other.owner, owner);

    /// <summary>The number of a domain; 0 for none, which is RCU itself.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong with its definition.</exception>
    internal static ushort NumberOf(RcuDomain? domain) => domain is null
        ? (ushort)0
        : domain.problem is null ? domain.number : throw new InvalidOperationException(domain.problem);

    /// <summary>For example <c> of notifiers</c>; empty for RCU itself.</summary>
    internal static string Suffix(int number) => number == 0 ? "" : $" of {all[number]}";

    /// <inheritdoc/>
    public override string ToString() => Name;

    private ushort Register()
    {
        foreach (var same in Array.FindAll(all, other => other?.Name == Name))
        {
            HasNamesake = same!.HasNamesake = true;
        }

        int free = Array.FindIndex(all, 1, other => other is null);
        if (free < 0)
        {
            problem = $"RCU domain '{Name}' at {owner} is one too many: {Limit - 1} can be defined";
            return 0;
        }

        all[free] = this;
        return (ushort)free;
    }
}
