using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Makes two VMAs of one.</summary>
internal static class Splitting
{
    /// <summary>Splits a VMA, unless its address space has as many as it may have.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="at">Where the upper one begins: an address inside.</param>
    /// <param name="newBelow">True: the new VMA is the lower one; the old one keeps the rest.</param>
    /// <returns><see cref="Errno.NoMemory"/> with nothing changed, or <see cref="Errno.None"/>.</returns>
    [KernelName("split_vma")]
    public static Errno Run<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ulong at, bool newBelow)
        where TMachine : struct, IMachine => mm.MapCount >= mm.Globals.MostMappings
            ? Errno.NoMemory
            : RunBeyondLimit(mm, held, vma, at, newBelow);

    /// <summary>As <see cref="Run"/>, whatever their number: the caller takes one away again.</summary>
    [KernelName("__split_vma")]
    public static Errno RunBeyondLimit<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ulong at, bool newBelow)
        where TMachine : struct, IMachine
    {
        var fresh = vma.Duplicate();
        if (!fresh.Exists)
        {
            return Errno.NoMemory;
        }

        Cut(fresh, at, keepLower: newBelow);
        var error = Prepare(mm, vma, fresh, out var store);
        if (error != Errno.None)
        {
            fresh.Free();
            return error;
        }

        Divide(mm, held, vma, fresh, at, newBelow, ref store);
        return Errno.None;
    }

    /// <summary>Takes all that can be lacking.</summary>
    private static Errno Prepare<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, Vma<TMachine> fresh, out PreparedStore<TMachine> store)
        where TMachine : struct, IMachine
    {
        var error = PreparedStore<TMachine>.Prepare(mm, fresh, fresh.Start, fresh.End, out store);
        if (error != Errno.None)
        {
            return error;
        }

        error = mm.Machine.Fails(MappingSites.Policy) ? Errno.NoMemory : Errno.None;
        error = error == Errno.None ? AnonLinks.Clone(mm.Machine, fresh, vma) : error;
        if (error != Errno.None)
        {
            store.Drop();
        }

        return error;
    }

    private static void Divide<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        Vma<TMachine> vma,
        Vma<TMachine> fresh,
        ulong at,
        bool newBelow,
        ref PreparedStore<TMachine> store)
        where TMachine : struct, IMachine
    {
        var file = fresh.File;
        if (file.Exists)
        {
            file.Grab();
            file.Open(fresh);
        }

        vma.Lock.StartWrite(held);
        fresh.Lock.StartWrite(held);
        var change = new VmaChange<TMachine>(mm, vma) { Fresh = fresh };
        change.Begin();
        Cut(vma, at, keepLower: !newBelow);
        vma.GiveExcessTo(fresh);
        change.End(ref store);
    }

    private static void Cut<TMachine>(Vma<TMachine> vma, ulong at, bool keepLower)
        where TMachine : struct, IMachine
    {
        if (keepLower)
        {
            vma.MoveEnd(at);
        }
        else
        {
            vma.MoveStart(at);
        }
    }
}
