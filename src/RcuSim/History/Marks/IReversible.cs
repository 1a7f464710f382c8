namespace RcuSim.History;

/// <summary>
/// Something that can go back to an earlier state. Marks form a stack and are numbered from 0 in the order in
/// which they were set.
/// </summary>
public interface IReversible
{
    /// <summary>Sets a mark at the present state.</summary>
    void Mark();

    /// <summary>
    /// Goes back to the state at a mark. The mark stays; those set after it are forgotten.
    /// </summary>
    /// <param name="mark">The mark's number.</param>
    void BackTo(int mark);
}
