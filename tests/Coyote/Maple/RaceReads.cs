using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Reads around a range by one kind of call.</summary>
internal readonly struct RaceReads<TMachine>(MapleTree<TMachine> tree, ulong first, ulong last)
    where TMachine : struct, IMachine
{
    private const int Steps = 9;
    private const ulong Near = 30;
    private const ulong Far = 5000;

    private ulong Below => Math.Min(first, Far) - Math.Min(first, Near);

    private ulong Above => Math.Min(last, Far) + Near;

    public void Make(ReadCall kind)
    {
        if (kind == ReadCall.Load)
        {
            tree.Load(first);
            tree.Load(Above);
            tree.Load(Math.Min(last, Far));
            tree.Load(first);
            return;
        }

        tree.Machine.RcuEnter();
        if (kind == ReadCall.Walk)
            Walk();
        else
            Step(kind);
        tree.Machine.RcuLeave();
    }

    private void Walk()
    {
        var state = new MapleState<TMachine>(tree, first, first);
        state.Walk();
        foreach (ulong at in new[] { Above, Math.Min(last, Far), first })
        {
            state.Set(at);
            state.Walk();
        }
    }

    private void Step(ReadCall kind)
    {
        bool up = kind is ReadCall.Find or ReadCall.Next;
        var state = new MapleState<TMachine>(tree, up ? Below : Above, up ? Below : Above);
        for (int i = 0; i < Steps; i++)
        {
            ulong found = kind switch
            {
                ReadCall.Find => state.Find(ulong.MaxValue),
                ReadCall.FindReverse => state.FindReverse(0),
                ReadCall.Next => state.Next(ulong.MaxValue),
                _ => state.Previous(0),
            };
            if (found == 0)
                state.Set(up ? Below : Above);
        }
    }
}
