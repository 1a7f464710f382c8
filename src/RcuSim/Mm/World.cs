using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// What all threads of a scenario share: the processes, and what the kernel holds in globals.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address.</param>
public readonly struct World<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    private const ulong ParentWord = 8;
    private const ulong ChildWord = 16;
    private const ulong ProgressWord = 24;
    private const ulong ListLockWord = 32;
    private const ulong ListWord = 40;
    private const ulong CommittedWord = 48;
    private const ulong FilesWord = 56;
    private const ulong OtherWord = 64;

    /// <summary>The object's address.</summary>
    public ulong Address => address;

    /// <summary>Held for reading by fork, for writing by who must meet no half-made copy.</summary>
    [KernelName("dup_mmap_sem")]
    public RwSemaphore<TMachine> DuplicationLock => new(machine, address);

    /// <summary>The process that forks.</summary>
    public MmStruct<TMachine> Parent => Process(ParentWord);

    /// <summary>The process that fork made; its address is 0 until fork has succeeded.</summary>
    public MmStruct<TMachine> Child => Process(ChildWord);

    /// <summary>
    /// A process that has nothing to do with the parent; its address is 0 if there is none.
    /// </summary>
    public MmStruct<TMachine> Other => Process(OtherWord);

    /// <summary>The first of the files.</summary>
    public MappedFile<TMachine> Files => new(machine, machine.Load(address + FilesWord, MemoryOrder.Plain));

    /// <summary>
    /// Takes a world without processes. Throws if there is no memory: nothing can be set up then.
    /// </summary>
    public static World<TMachine> Allocate(TMachine machine)
    {
        ulong address = machine.Allocate(MmCaches.World);
        if (address == 0)
        {
            throw new InvalidOperationException("no memory to set a scenario up");
        }

        machine.Fill(address, 0, MmCaches.World.Words);
        return new(machine, address);
    }

    /// <summary>Adds a file. Address 0 if there is no memory.</summary>
    public MappedFile<TMachine> AddFile()
    {
        var file = MappedFile<TMachine>.Allocate(machine, Files.Address);
        if (file.Exists)
        {
            machine.Store(address + FilesWord, file.Address, MemoryOrder.Plain);
        }

        return file;
    }

    /// <summary>Names the process that forks; nobody else runs yet.</summary>
    public void SetParent(MmStruct<TMachine> mm) => Publish(ParentWord, mm.Address);

    /// <summary>Names a process that has nothing to do with the parent; nobody else runs yet.</summary>
    public void SetOther(MmStruct<TMachine> mm) => Publish(OtherWord, mm.Address);

    /// <summary>Makes fork's result known to those who wait for it.</summary>
    public void SetChild(MmStruct<TMachine> mm) => Publish(ChildWord, mm.Address);

    /// <summary>Tells how far fork has come; never goes back.</summary>
    public void Report(ForkProgress progress) =>
        machine.Store(address + ProgressWord, (ulong)progress, MemoryOrder.Release);

    /// <summary>Waits until fork has come at least so far.</summary>
    public void AwaitFork(ForkProgress progress) =>
        machine.Await(address + ProgressWord, ulong.MaxValue, Comparison.AtLeast, (ulong)progress);

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

        machine.Add(address + CommittedWord, pages, MemoryOrder.Once);
        return Errno.None;
    }

    /// <summary>Gives charged pages back.</summary>
    [KernelName("vm_unacct_memory")]
    public void Uncharge(ulong pages) => machine.Add(address + CommittedWord, 0 - pages, MemoryOrder.Once);

    /// <summary>
    /// Puts an mm where scanners find it; an mm that has left stays alive while it is listed.
    /// </summary>
    [KernelName("mmlist")]
    public void List(MmStruct<TMachine> mm)
    {
        using var held = ListLock.Lock();
        machine.Store(address + ListWord, mm.Address, MemoryOrder.Plain);
    }

    /// <summary>Takes an mm off the scanners' list, if it is there.</summary>
    public void Unlist(MmStruct<TMachine> mm)
    {
        using var held = ListLock.Lock();
        if (machine.Load(address + ListWord, MemoryOrder.Plain) == mm.Address)
        {
            machine.Store(address + ListWord, 0, MemoryOrder.Plain);
        }
    }

    /// <summary>
    /// The mm on the scanners' list, with a reference for the caller; address 0 if there is none.
    /// </summary>
    public MmStruct<TMachine> GrabListed()
    {
        using var held = ListLock.Lock();
        var mm = new MmStruct<TMachine>(machine, machine.Load(address + ListWord, MemoryOrder.Plain));
        if (mm.Exists)
        {
            mm.Grab();
        }

        return mm;
    }

    /// <summary>
    /// Frees the world after its processes are gone, with its files, and reports what is left charged.
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

        machine.Observe(MmSites.BalanceCommitted, machine.Load(address + CommittedWord, MemoryOrder.Once));
        machine.Free(MmCaches.World, address);
    }

    private SpinLock<TMachine> ListLock => new(machine, address + ListLockWord);

    private MmStruct<TMachine> Process(ulong word) =>
        new(machine, machine.Load(address + word, MemoryOrder.Dereference));

    private void Publish(ulong word, ulong value) =>
        machine.Store(address + word, value, MemoryOrder.Publish);
}
