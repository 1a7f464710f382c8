using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Visits all mappings of one file; nothing if there are not so many files.</summary>
/// <param name="label">What people call it.</param>
/// <param name="file">Which of the files, from 0.</param>
internal sealed class RmapActor(string label, int file) : Actor(label)
{
    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world)
    {
        var target = new Stage<TMachine>(machine, world).Globals.Files;
        for (int i = 0; i < file && target.Exists; i++)
        {
            target = target.NextFile;
        }

        if (target.Exists)
        {
            RmapReader.Run(machine, target);
        }
    }
}
