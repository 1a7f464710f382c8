namespace RcuSim.Machine;

/// <summary>Names one event of an execution, whatever the order in which events are told.</summary>
/// <param name="Thread">The number of its thread; see <see cref="ThreadName.Number"/>.</param>
/// <param name="Index">Its number in that thread, from 0.</param>
internal readonly record struct EventId(ushort Thread, int Index)
{
    /// <summary>Stands for "the last one before in the order in which events are told".</summary>
    public static readonly EventId Latest = new(0, -1);
}
