using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>The address space of a case, and its files by number.</summary>
internal sealed class VmaSpace<TMachine>
    where TMachine : struct, IMachine
{
    private const int FileCount = 3;

    private readonly List<ulong> files = [0];

    /// <summary>Makes an empty address space.</summary>
    public VmaSpace(TMachine machine)
    {
        var globals = KernelGlobals<TMachine>.Allocate(machine);
        Mm = MmStruct<TMachine>.Allocate(machine, globals);
        for (int i = 0; i < FileCount; i++)
        {
            files.Add(globals.AddFile().Address);
        }
    }

    /// <summary>The address space.</summary>
    public MmStruct<TMachine> Mm { get; }

    /// <summary>The address of a file; 0 for the number 0.</summary>
    public ulong File(int number) => files[number];

    /// <summary>The number of a file; 0 for the address 0.</summary>
    public int NumberOf(ulong file) => files.IndexOf(file);
}
