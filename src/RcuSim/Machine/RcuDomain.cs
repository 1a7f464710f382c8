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
    private readonly string name;
    private readonly ushort number;
    private string? problem;

    /// <summary>
    /// Defines a domain, usually in a static field. If another has the same name, or if there are too many,
    /// using it throws.
    /// </summary>
    /// <param name="name">The name shown in timelines, unique in the program.</param>
    /// <param name="file">Where it is defined; the compiler fills it in.</param>
    /// <param name="line">The line there; the compiler fills it in.</param>
    public RcuDomain(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        this.name = name;
        owner = $"{Path.GetFileName(file)}:{line}";
        lock (all)
        {
            number = Register();
        }
    }

    /// <summary>The number of a domain; 0 for none, which is RCU itself.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong with its definition.</exception>
    internal static ushort NumberOf(RcuDomain? domain) => domain is null
        ? (ushort)0
        : domain.problem is null ? domain.number : throw new InvalidOperationException(domain.problem);

    /// <summary>For example <c> of notifiers</c>; empty for RCU itself.</summary>
    internal static string Suffix(int number) => number == 0 ? "" : $" of {all[number]}";

    /// <inheritdoc/>
    public override string ToString() => name;

    private ushort Register()
    {
        if (Array.Find(all, other => other?.name == name) is { } same)
        {
            problem = same.problem = $"two RCU domains are called '{name}': at {same.owner} and at {owner}";
            return 0;
        }

        int free = Array.FindIndex(all, 1, other => other is null);
        if (free < 0)
        {
            problem = $"RCU domain '{name}' at {owner} is one too many: {Limit - 1} can be defined";
            return 0;
        }

        all[free] = this;
        return (ushort)free;
    }
}
