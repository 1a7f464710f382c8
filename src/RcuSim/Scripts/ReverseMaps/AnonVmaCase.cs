using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>A case on anonymous reverse maps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FormName">The form as it is written.</param>
/// <param name="Steps">What is done, one after the other.</param>
internal sealed record AnonVmaCase(string Name, string FormName, IReadOnlyList<AnonVmaStep> Steps)
{
    /// <summary>The kernels of each form.</summary>
    public static IReadOnlyDictionary<string, AnonForm> Forms { get; } = new Dictionary<string, AnonForm>
    {
        ["6.18"] = AnonForm.V618,
        ["7.0"] = AnonForm.V70,
        ["7.1"] = AnonForm.V70,
    };

    /// <summary>The order of allocations and links.</summary>
    public AnonForm Form => Forms[FormName];
}

/// <summary>A step of a case.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Vma">The number of the VMA to which it is done.</param>
/// <param name="Copy">The number of the VMA that comes of it; 0 for none.</param>
/// <param name="Failing">Which of its requests for memory fails; 0 for none.</param>
internal sealed record AnonVmaStep(string Text, AnonVmaVerb Verb, int Vma, int Copy, int Failing);

/// <summary>What is done to a VMA.</summary>
internal enum AnonVmaVerb
{
    /// <summary>It comes into being, never written.</summary>
    Vma,

    /// <summary>It is written first.</summary>
    Fault,

    /// <summary>A child gets a copy of it.</summary>
    Fork,

    /// <summary>A part of it becomes a VMA of its own.</summary>
    Split,

    /// <summary>It goes.</summary>
    Exit,
}
