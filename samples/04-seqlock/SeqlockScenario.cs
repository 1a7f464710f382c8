using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Samples.Seqlock;

/// <summary>One thread writes, another reads, and throws if the words do not belong together.</summary>
/// <param name="mistake">What is wrong with the seqlock.</param>
internal sealed class SeqlockScenario(Mistake mistake = Mistake.None) : RoleScenario("write", "read")
{
    public static readonly Site ReadAgain = new("seqlock-read-again", SiteKind.Retry);

    private static readonly SlabCache seqlock =
        new("seqlock", 3, [new("number", 0), new("first", 1), new("second", 2)]);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(seqlock);
        machine.Fill(world, 0, 3);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world) => machine.Free(seqlock, world);

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        var pair = new Seqlock<TMachine>(machine, world, mistake);
        if (role == "write")
        {
            pair.Write(1);
            return;
        }

        var (first, second) = pair.Read();
        if (first != second)
        {
            throw new InvalidOperationException($"read {first} beside {second}");
        }
    }
}
