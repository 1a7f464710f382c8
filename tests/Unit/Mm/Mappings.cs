using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>
/// The mappings of a process as text, one each, in the order of the tree; files by their ordinal.
/// </summary>
internal static class Mappings
{
    public static List<string> Of<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine
    {
        var files = new List<ulong> { 0 };
        for (var file = mm.Globals.Files; file.Exists; file = file.NextFile)
        {
            files.Add(file.Address);
        }

        var lines = new List<string>();
        var state = new MapleState<TMachine>(mm.Tree, 0, 0);
        while (state.Find(ulong.MaxValue) is not 0 and var found)
        {
            var vma = new Vma<TMachine>(mm.Machine, found);
            Assert.Equal(mm.Address, vma.Mm);
            Assert.Equal((vma.Start, vma.End - 1), (state.Index, state.Last));
            string file = $"file {files.IndexOf(vma.File.Address)}";
            lines.Add($"{vma.Start:x}-{vma.End:x} {vma.Flags} {file} {vma.Present}");
        }

        return lines;
    }
}
