namespace RcuSim.Machine;

/// <summary>The numbers that stand for functions which run after a grace period.</summary>
internal static class RcuFunction
{
    /// <summary>A function's number, if it is one.</summary>
    public static int Checked(int function) => function >= 1
        ? function
        : throw new ArgumentOutOfRangeException(
            nameof(function), $"the number of an RCU callback's function is 1 or more, and not {function}");
}
