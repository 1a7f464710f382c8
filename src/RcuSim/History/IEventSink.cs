using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>Whatever an engine reports its events to.</summary>
internal interface IEventSink
{
    /// <summary>Takes in the next event.</summary>
    void Take(in Event item);
}
