using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>In which VMAs pages of which anon_vma may be mapped, by what the code did to pages.</summary>
internal sealed class RmapClaims : Versioned<RmapClaims>
{
    private readonly List<(ulong Vma, ulong Anon, int Since)> all = [];

    /// <inheritdoc/>
    public override void CopyFrom(RmapClaims? other)
    {
        all.Clear();
        all.AddRange(other?.all ?? []);
    }

    /// <summary>The VMAs in which pages of an anon_vma may be mapped, each with since when.</summary>
    public IEnumerable<(ulong Vma, int Since)> Of(ulong anon) =>
        all.Where(claim => claim.Anon == anon).Select(claim => (claim.Vma, claim.Since));

    /// <summary>Pages of an anon_vma may be mapped in a VMA.</summary>
    public void Add(ulong vma, ulong anon, int position)
    {
        if (!all.Exists(claim => claim.Vma == vma && claim.Anon == anon))
        {
            all.Add((vma, anon, position));
        }
    }

    /// <summary>Whatever may be mapped in one VMA may be mapped in another, too.</summary>
    public void Inherit(ulong vma, ulong from, int position)
    {
        foreach (var claim in all.FindAll(claim => claim.Vma == from))
        {
            Add(vma, claim.Anon, position);
        }
    }

    /// <summary>A VMA, or an anon_vma, is no more.</summary>
    public void Forget(ulong gone) => all.RemoveAll(claim => claim.Vma == gone || claim.Anon == gone);
}
