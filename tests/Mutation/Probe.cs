namespace RcuSim.Tests.Mutation;

/// <summary>Something that passes on the library as it is, and by failing shows a mutant.</summary>
/// <param name="Name">What it is, a blank, and its name.</param>
/// <param name="Run">Runs it; returns or throws what failed, null if nothing did.</param>
internal sealed record Probe(string Name, Func<string?> Run)
{
    /// <summary>True for tests, which may leave something behind when they fail.</summary>
    public bool IsTest => Name.StartsWith("tests");
}
