using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// A native system for one explored schedule. It is disposed only at a good end: threads of a schedule that
/// is cut short unwind beside each other, and must find the memory still there.
/// </summary>
internal sealed class ExploredWorld
{
    public static readonly SlabCache Node = new("test_node", 4, [new("word", 0, 4)]);
    private readonly NativeSystem system;

    public ExploredWorld(
        NativeOptions options,
        RcuRunner<NativeMachine>? runner = null,
        bool poison = false,
        bool defer = false) => system = new(
            new()
            {
                Bug = options.Bug,
                ParkAtOnce = options.ParkAtOnce,
                HugePages = options.HugePages,
                PoisonOnFree = options.PoisonOnFree || poison,
                DeferCallbacks = options.DeferCallbacks || defer,
                GatherCallbacks = false,
            },
            runner);

    public NativeMachine Thread() => system.CreateThread().Machine;

    public void End() => system.Dispose();
}
