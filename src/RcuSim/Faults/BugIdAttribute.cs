namespace RcuSim.Faults;

/// <summary>Carries a bug's identifier, by which users call it, for the gallery and for timelines.</summary>
/// <param name="id">A letter for the group it belongs to and a number, for example <c>A11</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class BugIdAttribute(string id) : Attribute
{
    /// <summary>The identifier.</summary>
    public string Id { get; } = id;
}
