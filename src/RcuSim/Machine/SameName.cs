namespace RcuSim.Machine;

/// <summary>What is said of two definitions that have one name in one scenario.</summary>
internal static class SameName
{
    /// <summary>Says it.</summary>
    /// <param name="what">What they are, in the plural.</param>
    /// <param name="name">Their name.</param>
    /// <param name="first">Where one of them is defined.</param>
    /// <param name="second">Where the other is.</param>
    public static string Of(string what, string name, string first, string second) =>
        first == second
            ? $"two {what} of one scenario are called '{name}', both from {first}: expected a definition "
                + "that is made once, in a static field of a type that is not generic (a generic type has "
                + "its static fields once for each type argument)"
            : $"two {what} of one scenario are called '{name}': at {first} and at {second}";
}
