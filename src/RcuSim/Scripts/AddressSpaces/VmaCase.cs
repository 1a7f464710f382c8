using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>A case on an address space.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">What is done, one after the other; nothing is mapped before.</param>
internal sealed record VmaCase(string Name, IReadOnlyList<VmaStep> Steps);

/// <summary>A step of a case.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Page">Its first page, if it is about pages.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Number">The one other number that it has: an offset, a switch, a limit.</param>
/// <param name="Flags">Flags.</param>
/// <param name="File">The number of a file, or 0 for anonymous memory.</param>
internal sealed record VmaStep(
    string Text, VmaVerb Verb, ulong Page, ulong Pages, ulong Number, VmFlags Flags, int File)
{
    /// <summary>What of it fails; null if nothing does.</summary>
    public VmaFailure? Failure { get; init; }

    /// <summary>Its first address.</summary>
    public ulong Start => Page * Mm.Pages.Size;

    /// <summary>The address after its last.</summary>
    public ulong End => (Page + Pages) * Mm.Pages.Size;
}

/// <summary>A failure that is planned for a step.</summary>
/// <param name="Kind">What fails.</param>
/// <param name="Nth">The how manieth of them in the step, from 1.</param>
internal sealed record VmaFailure(string Kind, int Nth);
