using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>A thread's walk over the VMAs of an anonymous page, in progress.</summary>
internal sealed class RmapWalk : Versioned<RmapWalk>
{
    private readonly HashSet<ulong> used = [];

    /// <summary>The VMA that was named last.</summary>
    public ulong Named { get; set; }

    /// <summary>The page's offset.</summary>
    public ulong Page { get; set; }

    /// <summary>Where in the log the walk began; negative between walks.</summary>
    public int BeganAt { get; private set; } = -1;

    /// <inheritdoc/>
    public override void CopyFrom(RmapWalk? other)
    {
        used.Clear();
        used.UnionWith(other?.used ?? []);
        (Named, Page, BeganAt) = (other?.Named ?? 0, other?.Page ?? 0, other?.BeganAt ?? -1);
    }

    /// <summary>Begins a walk.</summary>
    public void Begin(int position)
    {
        used.Clear();
        BeganAt = position;
    }

    /// <summary>Notes that a VMA is used.</summary>
    public void Use(ulong vma)
    {
        if (BeganAt >= 0)
        {
            used.Add(vma);
        }
    }

    /// <summary>True if the walk has used a VMA.</summary>
    public bool HasUsed(ulong vma) => used.Contains(vma);

    /// <summary>Ends the walk.</summary>
    public void End() => BeganAt = -1;
}
