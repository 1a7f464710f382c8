using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>
/// What the threads of one scenario share besides the kernel's own objects: which process plays which part,
/// and whether fork is over.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address.</param>
internal readonly struct Stage<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>The object's address.</summary>
    public ulong Address => address;

    /// <summary>What the processes share in the kernel.</summary>
    public KernelGlobals<TMachine> Globals =>
        new(machine, machine.Load(WordOf(StageWords.Globals), MemoryOrder.Plain));

    /// <summary>The process that forks.</summary>
    public MmStruct<TMachine> Parent => Process(StageWords.Parent);

    /// <summary>The process that fork made; its address is 0 until fork has succeeded.</summary>
    public MmStruct<TMachine> Child => Process(StageWords.Child);

    /// <summary>
    /// A process that has nothing to do with the parent; its address is 0 if there is none.
    /// </summary>
    public MmStruct<TMachine> Other => Process(StageWords.Other);

    /// <summary>
    /// Takes a stage without processes. Throws if there is no memory: nothing can be set up then.
    /// </summary>
    public static Stage<TMachine> Allocate(TMachine machine)
    {
        var globals = KernelGlobals<TMachine>.Allocate(machine);
        ulong address = machine.Allocate(StageWords.Cache);
        if (globals.Address == 0 || address == 0)
        {
            throw new InvalidOperationException("no memory to set a scenario up");
        }

        machine.Fill(address, 0, StageWords.Cache.Words);
        var stage = new Stage<TMachine>(machine, address);
        machine.Store(stage.WordOf(StageWords.Globals), globals.Address, MemoryOrder.Plain);
        return stage;
    }

    /// <summary>Names the process that forks; nobody else runs yet.</summary>
    public void SetParent(MmStruct<TMachine> mm) => Publish(StageWords.Parent, mm.Address);

    /// <summary>Names a process that has nothing to do with the parent; nobody else runs yet.</summary>
    public void SetOther(MmStruct<TMachine> mm) => Publish(StageWords.Other, mm.Address);

    /// <summary>Names the process that fork made; address 0 for none.</summary>
    public void SetChild(MmStruct<TMachine> mm) => Publish(StageWords.Child, mm.Address);

    /// <summary>Wakes those who wait for fork: the child is named, or there will be none.</summary>
    public void EndFork() => machine.Store(WordOf(StageWords.ForkOver), 1, MemoryOrder.Release);

    /// <summary>Waits until fork is over.</summary>
    public void AwaitFork() =>
        machine.Await(
            WordOf(StageWords.ForkOver),
            ulong.MaxValue,
            Comparison.AtLeast,
            1,
            WaitMode.Sleep,
            MemoryOrder.Acquire);

    /// <summary>Frees the stage and the kernel's globals after the processes are gone.</summary>
    public void Free()
    {
        Globals.Free();
        machine.Free(StageWords.Cache, address);
    }

    private ulong WordOf(int word) => WordAddress.Of(address, word);

    private MmStruct<TMachine> Process(int word) =>
        new(machine, machine.Load(WordOf(word), MemoryOrder.Dereference));

    private void Publish(int word, ulong value) =>
        machine.Store(WordOf(word), value, MemoryOrder.Publish);
}
