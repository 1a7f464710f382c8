namespace RcuSim;

/// <summary>Says to the mutated library which of its mutants acts.</summary>
internal static class MutantSwitch
{
    /// <summary>The number of the mutant that acts; 0 for none. Set while no probe runs.</summary>
    public static int Active { get; set; }

    /// <summary>Where each mutant that is passed is marked, by its number; null to mark none.</summary>
    public static bool[]? Passed { get; set; }

    /// <summary>True if the mutant acts.</summary>
    public static bool Is(int number)
    {
        if (Passed is { } passed)
        {
            passed[number] = true;
        }

        return Active == number;
    }
}
