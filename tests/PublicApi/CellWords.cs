using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>The words and names of a cell.</summary>
internal static class CellWords
{
    public static readonly SlabField Lock = new("lock", 1) { IsLock = true };
    public static readonly SlabCache Cell = new("user_cell", 2, [new("current", 0), Lock]);
    public static readonly SlabCache Version = new("user_version", 1, [new("value", 0)]);
    public static readonly Site Reading = new("user-reading", SiteKind.Operation);
    public static readonly Site Refused = new("user-refused", SiteKind.Failure);
    public static readonly Site Saw = new("user-saw", SiteKind.Value) { Phrase = Say };

    private static string? Say(IObservation said) => $"sees {said.Value}";
}
