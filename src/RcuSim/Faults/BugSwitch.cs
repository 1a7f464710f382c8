namespace RcuSim.Faults;

/// <summary>
/// What can be broken on purpose, in the algorithm, where the kernel had it broken. The value is the bug's
/// number: its bit in a <see cref="BugSet"/>, and part of what a replay compares. The name is its slug.
/// </summary>
public enum BugSwitch
{
    /// <summary>Stack growth replaces tree nodes under the mmap read lock.</summary>
    [BugId("A1")]
    StackRot = 0,

    /// <summary>A walk does not test whether the root it starts in is dead.</summary>
    [BugId("A3")]
    DeadRootUnchecked = 1,

    /// <summary>Replaced nodes are marked dead before their replacement is reachable.</summary>
    [BugId("A11")]
    DeadBeforePublish = 2,

    /// <summary>Fork leaves the child's tree out of RCU mode.</summary>
    [BugId("B13")]
    RcuModeWindow = 3,

    /// <summary>Whose VMA it is is not tested again after its reference was taken.</summary>
    [BugId("C4")]
    RecycledVmaIdentity = 4,

    /// <summary>In RCU mode a replaced node is freed at once.</summary>
    [BugId("G0")]
    ImmediateFree = 5,

    /// <summary>A scanner walks the child's tree during fork without its lock.</summary>
    [BugId("G8")]
    UnprotectedWalk = 6,

    /// <summary>Fork links a copy into the file's reverse map before it has filled it.</summary>
    [BugId("B9")]
    LinkBeforeInit = 7,

    /// <summary>Fork copies a parent's VMA without locking it against page faults.</summary>
    [BugId("B10")]
    ParentVmaNotLocked = 8,

    /// <summary>A VMA's range is not tested again after its reference was taken.</summary>
    [BugId("C5")]
    RecycledVmaRange = 9,
}
