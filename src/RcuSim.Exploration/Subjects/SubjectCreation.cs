namespace RcuSim.Exploration;

/// <summary>A subject, or why there is none.</summary>
/// <param name="Subject">The subject; null after an error.</param>
/// <param name="Error">One line; empty if there is none.</param>
/// <param name="IsUnsupported">
/// True if the request was understood but is not modelled, as opposed to wrong.
/// </param>
public sealed record SubjectCreation(Subject? Subject, string Error, bool IsUnsupported)
{
    /// <summary>Builds one, and turns a <see cref="SubjectException"/> into its line.</summary>
    internal static SubjectCreation Of(Func<Subject> build)
    {
        try
        {
            return new(build(), "", IsUnsupported: false);
        }
        catch (SubjectException wrong)
        {
            return new(null, wrong.Message, wrong.IsUnsupported);
        }
    }
}
