using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// A doubly linked list of VMAs through two of their own words, under a lock that its owner names. Stands for
/// the kernel's interval trees, of which only the membership matters here.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="head">The address of the word that holds the first VMA.</param>
/// <param name="nextWord">The VMA's word that holds the next; the one after it holds the previous.</param>
internal readonly struct VmaList<TMachine>(TMachine machine, ulong head, int nextWord)
    where TMachine : struct, IMachine
{
    /// <summary>The first VMA; its address is 0 if there is none.</summary>
    public Vma<TMachine> First => new(machine, machine.Load(head, MemoryOrder.Plain));

    /// <summary>The VMA after one.</summary>
    public Vma<TMachine> Next(Vma<TMachine> vma) => new(machine, vma.Get(nextWord));

    /// <summary>Puts a VMA at the front.</summary>
    public void AddFirst(Vma<TMachine> vma) => Link(default, vma, First);

    /// <summary>Puts a VMA after one that is in the list.</summary>
    public void AddAfter(Vma<TMachine> place, Vma<TMachine> vma) => Link(place, vma, Next(place));

    /// <summary>Takes a VMA out.</summary>
    public void Remove(Vma<TMachine> vma)
    {
        var next = Next(vma);
        var previous = new Vma<TMachine>(machine, vma.Get(nextWord + 1));
        SetNext(previous, next);
        if (next.Exists)
        {
            next.Put(nextWord + 1, previous.Address);
        }

        vma.Put(nextWord, 0);
        vma.Put(nextWord + 1, 0);
    }

    private void Link(Vma<TMachine> previous, Vma<TMachine> vma, Vma<TMachine> next)
    {
        vma.Put(nextWord, next.Address);
        vma.Put(nextWord + 1, previous.Address);
        if (next.Exists)
        {
            next.Put(nextWord + 1, vma.Address);
        }

        SetNext(previous, vma);
    }

    private void SetNext(Vma<TMachine> previous, Vma<TMachine> vma)
    {
        if (previous.Exists)
        {
            previous.Put(nextWord, vma.Address);
        }
        else
        {
            machine.Store(head, vma.Address, MemoryOrder.Plain);
        }
    }
}
