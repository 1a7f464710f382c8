namespace RcuSim.Machine;

/// <summary>
/// A named place in the code: the key of an observation, a loop head, a choice or a failure point. Immutable;
/// its number is part of the replay format and unique in the program.
/// </summary>
public sealed class Site
{
    private static readonly Site?[] All = new Site?[1024];

    /// <summary>Defines a site. Throws if the number is taken or out of range.</summary>
    /// <param name="number">1 … 1023; each layer owns a block of one hundred.</param>
    /// <param name="name">The name shown in timelines.</param>
    /// <param name="kernelName">The kernel's name for the same thing, if it has one.</param>
    public Site(int number, string name, string? kernelName = null)
    {
        if (number <= 0 || number >= All.Length || All[number] is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"site '{name}': number not free");
        }

        Number = (ushort)number;
        Name = name;
        KernelName = kernelName;
        All[number] = this;
    }

    /// <summary>The site's number, unique in the program.</summary>
    public ushort Number { get; }

    /// <summary>The name shown in timelines.</summary>
    public string Name { get; }

    /// <summary>The kernel's name, or null.</summary>
    public string? KernelName { get; }

    /// <summary>The site with this number, or null if none is defined.</summary>
    public static Site? Find(int number) => (uint)number < All.Length ? All[number] : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
