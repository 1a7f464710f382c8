using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>
/// Builds the processes of a scenario before anybody else runs, and takes them down at the end.
/// </summary>
internal static class StageBuilder
{
    /// <summary>Builds a stage with a parent and, if it has a layout, another process.</summary>
    public static ulong Build<TMachine>(TMachine machine, VmaLayout parent, VmaLayout? other)
        where TMachine : struct, IMachine
    {
        var stage = Stage<TMachine>.Allocate(machine);
        var files = new Dictionary<string, ulong>();
        stage.SetParent(BuildProcess(machine, stage.Globals, parent, files));
        if (other is not null)
        {
            stage.SetOther(BuildProcess(machine, stage.Globals, other, files));
        }

        return stage.Address;
    }

    /// <summary>Ends all processes and frees the stage: what remains is a leak.</summary>
    public static void TearDown<TMachine>(TMachine machine, ulong address)
        where TMachine : struct, IMachine
    {
        var stage = new Stage<TMachine>(machine, address);
        End(stage.Child);
        End(stage.Other);
        End(stage.Parent);
        stage.Free();
        machine.RcuBarrier();
    }

    private static void End<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        if (mm.Exists)
        {
            mm.Put();
        }
    }

    private static MmStruct<TMachine> BuildProcess<TMachine>(
        TMachine machine, KernelGlobals<TMachine> globals, VmaLayout layout, Dictionary<string, ulong> files)
        where TMachine : struct, IMachine
    {
        var mm = MmStruct<TMachine>.Allocate(machine, globals);
        Require(mm.Exists);
        foreach (var entry in layout.Entries)
        {
            Map(globals, mm, entry, files);
        }

        return mm;
    }

    /// <summary>Maps one entry and touches its first page, so that there is something to copy.</summary>
    private static void Map<TMachine>(
        KernelGlobals<TMachine> globals,
        MmStruct<TMachine> mm,
        LayoutEntry entry,
        Dictionary<string, ulong> files)
        where TMachine : struct, IMachine
    {
        ulong file = 0;
        if (entry.MapsFile && !files.TryGetValue(entry.File, out file))
        {
            file = AddFile(globals, entry.HasDriver);
            files.Add(entry.File, file);
        }

        var request = new MapRequest(entry.Start, Pages.Count(entry.Start, entry.End), entry.Flags, file)
        {
            IsListed = true,
        };
        Require(Mapping.Run(mm, request, out _) == Errno.None);
        if (entry.IsTouched)
        {
            Require(PageFault.Run(mm, entry.Start) == Errno.None);
        }
    }

    private static ulong AddFile<TMachine>(KernelGlobals<TMachine> globals, bool hasDriver)
        where TMachine : struct, IMachine
    {
        var file = globals.AddFile();
        Require(file.Exists);
        if (hasDriver)
        {
            file.SetDriver();
        }

        return file.Address;
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("no memory to set a scenario up, or its layout is wrong");
        }
    }
}
