using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I9: a walk over the reverse map of an anonymous page uses every VMA in which the page may be mapped.
/// </summary>
/// <remarks>
/// Which these are follows from what was done to pages and not from any link: a first write gives a VMA pages
/// of its anon_vma, a copy shares the pages of its original, and none is left in a VMA that leaves its
/// reverse maps. The walk holds the lock of the family, under which links come and go.
/// </remarks>
internal sealed class RmapCompleteness : IOracle
{
    private readonly ReversibleItems<RmapClaims> claims = new(1);
    private readonly ReversibleItems<RmapWalk> walks = new(256);

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe, OperationKind.Free);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Walk, SiteKind.Use);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        if (item.Operation.Kind == OperationKind.Free)
        {
            if (item.Operation.Detail == MmCaches.Vma.Number
                || item.Operation.Detail == AnonCaches.AnonVma.Number)
            {
                claims.Change(0).Forget(item.Operation.Address);
            }

            return null;
        }

        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        if (site == MmSites.RmapEnd.Number)
        {
            var wrong = Check(item.Thread, value, step.Position, history);
            walks.Change(item.Thread.Number).End();
            return wrong;
        }

        if (!Claim(item.Thread.Number, site, value, step.Position))
        {
            Follow(item.Thread.Number, site, value, step.Position);
        }

        return null;
    }

    /// <inheritdoc/>
    public void Mark()
    {
        claims.Mark();
        walks.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        claims.BackTo(mark);
        walks.BackTo(mark);
    }

    /// <summary>Takes what is said of pages; false if something else is said.</summary>
    private bool Claim(int thread, int site, ulong value, int position)
    {
        if (site == MmSites.AnonVmaOf.Number)
        {
            walks.Change(thread).Named = value;
        }
        else if (site == MmSites.MayMap.Number)
        {
            claims.Change(0).Add(walks.Change(thread).Named, value, position);
        }
        else if (site == MmSites.MayMapToo.Number)
        {
            claims.Change(0).Inherit(walks.Change(thread).Named, value, position);
        }
        else if (site == MmSites.MapsNoMore.Number)
        {
            claims.Change(0).Forget(value);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Follows a walk.</summary>
    private void Follow(int thread, int site, ulong value, int position)
    {
        if (site == MmSites.RmapPage.Number)
        {
            walks.Change(thread).Page = value;
        }
        else if (site == MmSites.RmapBegin.Number)
        {
            walks.Change(thread).Begin(position);
        }
        else if (site == MmSites.UseVma.Number)
        {
            walks.Change(thread).Use(value);
        }
    }

    private Violation? Check(ThreadName thread, ulong anon, int position, ExecutionHistory history)
    {
        var walk = walks.Change(thread.Number);
        foreach (var (vma, since) in claims.Change(0).Of(anon))
        {
            if (!walk.HasUsed(vma) && Covers(vma, walk.Page, history))
            {
                string name = AddressName.Object(vma, history);
                string page = $"page 0x{walk.Page:x} of {AddressName.Object(anon, history)}";
                return new Explanation(history)
                    .At(since, $"{page} may be mapped in {name}")
                    .At(walk.BeganAt, "the walk begins")
                    .At(position, "the walk ends")
                    .Proves(
                        ViolationKind.IterationIncomplete,
                        $"A walk by {thread} misses {name}, in which {page} may be mapped.",
                        position);
            }
        }

        return null;
    }

    private static bool Covers(ulong vma, ulong page, ExecutionHistory history)
    {
        ulong first = Word(VmaWords.PageOffset);
        return page >= first && page - first < Pages.Count(Word(VmaWords.Start), Word(VmaWords.End));

        ulong Word(int word) => history.Memory[WordAddress.Of(vma, word)];
    }
}
