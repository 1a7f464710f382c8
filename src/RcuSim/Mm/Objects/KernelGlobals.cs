using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>What all address spaces share: what the kernel holds in globals.</summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address.</param>
internal readonly struct KernelGlobals<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    private const ulong MostMappingsByDefault = 65530;

    /// <summary>The object's address.</summary>
    public ulong Address => address;

    /// <summary>How many mappings an address space may have before it is refused one more.</summary>
    [KernelName("sysctl_max_map_count")]
    public ulong MostMappings => machine.Load(WordOf(GlobalsWords.MostMappings), MemoryOrder.Once);

    /// <summary>Held for reading by fork, for writing by who must meet no half-made copy.</summary>
    [KernelName("dup_mmap_sem")]
    public RwSemaphore<TMachine> DuplicationLock => new(machine, WordOf(GlobalsWords.DuplicationLock));

    /// <summary>The first of the files.</summary>
    public MappedFile<TMachine> Files =>
        new(machine, machine.Load(WordOf(GlobalsWords.Files), MemoryOrder.Plain));

    /// <summary>Takes globals without files and address spaces. Address 0 if there is no memory.</summary>
    public static KernelGlobals<TMachine> Allocate(TMachine machine)
    {
        ulong address = machine.Allocate(MmCaches.Globals);
        if (address != 0)
        {
            machine.Fill(address, 0, MmCaches.Globals.Words);
            new KernelGlobals<TMachine>(machine, address).LimitMappings(MostMappingsByDefault);
        }

        return new(machine, address);
    }

    /// <summary>Adds a file. Address 0 if there is no memory.</summary>
    public MappedFile<TMachine> AddFile()
    {
        var file = MappedFile<TMachine>.Allocate(machine, Files.Address);
        if (file.Exists)
        {
            machine.Store(WordOf(GlobalsWords.Files), file.Address, MemoryOrder.Plain);
        }

        return file;
    }

    /// <summary>Charges pages to the system.</summary>
    /// <returns>
    /// <see cref="Errno.NoMemory"/> if the failure plan says so, or <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("security_vm_enough_memory_mm")]
    public Errno Charge(ulong pages)
    {
        if (machine.Fails(MmSites.Charge))
        {
            return Errno.NoMemory;
        }

        machine.Observe(MappingSites.Charge, pages);
        machine.Add(WordOf(GlobalsWords.Committed), pages, MemoryOrder.Once);
        return Errno.None;
    }

    /// <summary>Gives charged pages back.</summary>
    [KernelName("vm_unacct_memory")]
    public void Uncharge(ulong pages)
    {
        if (pages != 0)
        {
            machine.Observe(MappingSites.Charge, 0 - pages);
            machine.Add(WordOf(GlobalsWords.Committed), 0 - pages, MemoryOrder.Once);
        }
    }

    /// <summary>Sets how many mappings an address space may have.</summary>
    public void LimitMappings(ulong most) =>
        machine.Store(WordOf(GlobalsWords.MostMappings), most, MemoryOrder.Once);

    /// <summary>
    /// Puts an mm where scanners find it, and wakes those who wait for one; an mm that has left stays
    /// alive while it is listed.
    /// </summary>
    [KernelName("mmlist")]
    public void List(MmStruct<TMachine> mm)
    {
        using (ListLock.Lock())
        {
            machine.Store(WordOf(GlobalsWords.List), mm.Address, MemoryOrder.Plain);
        }

        ReleaseScanners();
    }

    /// <summary>Wakes waiting scanners: an mm was listed, or none will be.</summary>
    public void ReleaseScanners() =>
        machine.Store(WordOf(GlobalsWords.Listed), 1, MemoryOrder.Once);

    /// <summary>Waits until <see cref="ReleaseScanners"/> was called.</summary>
    public void AwaitListing() =>
        machine.Await(
            WordOf(GlobalsWords.Listed),
            ulong.MaxValue,
            Comparison.AtLeast,
            1,
            WaitMode.Sleep,
            MemoryOrder.Once);

    /// <summary>Takes an mm off the scanners' list, if it is there.</summary>
    public void Unlist(MmStruct<TMachine> mm)
    {
        using var held = ListLock.Lock();
        if (machine.Load(WordOf(GlobalsWords.List), MemoryOrder.Plain) == mm.Address)
        {
            machine.Store(WordOf(GlobalsWords.List), 0, MemoryOrder.Plain);
        }
    }

    /// <summary>
    /// The mm on the scanners' list, with a reference for the caller; address 0 if there is none.
    /// </summary>
    public MmStruct<TMachine> GrabListed()
    {
        using var held = ListLock.Lock();
        var mm = new MmStruct<TMachine>(machine, machine.Load(WordOf(GlobalsWords.List), MemoryOrder.Plain));
        if (mm.Exists)
        {
            mm.Grab();
        }

        return mm;
    }

    /// <summary>
    /// Frees the globals after all processes are gone, with the files, and reports what is left charged.
    /// </summary>
    public void Free()
    {
        var file = Files;
        while (file.Exists)
        {
            var next = file.NextFile;
            file.Free();
            file = next;
        }

        ulong left = machine.Load(WordOf(GlobalsWords.Committed), MemoryOrder.Once);
        machine.Observe(MmSites.BalanceCommitted, left);
        machine.Free(MmCaches.Globals, address);
    }

    private SpinLock<TMachine> ListLock => new(machine, WordOf(GlobalsWords.ListLock));

    private ulong WordOf(int word) => WordAddress.Of(address, word);
}
