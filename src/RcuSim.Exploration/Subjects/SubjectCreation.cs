namespace RcuSim.Exploration;

/// <summary>A subject, or why there is none.</summary>
internal sealed class SubjectCreation
{
    /// <summary>Creates what came of a request.</summary>
    internal SubjectCreation(Subject? subject, string error, bool isUnsupported)
    {
        Subject = subject;
        Error = error;
        IsUnsupported = isUnsupported;
    }

    /// <summary>The subject; null after an error.</summary>
    public Subject? Subject { get; }

    /// <summary>One line; empty if there is none.</summary>
    public string Error { get; }

    /// <summary>True if the request was understood but is not modelled, as opposed to wrong.</summary>
    public bool IsUnsupported { get; }

    /// <summary>Builds one, and turns a <see cref="SubjectException"/> into its line.</summary>
    internal static SubjectCreation Of(Func<Subject> build)
    {
        try
        {
            return new(build(), "", isUnsupported: false);
        }
        catch (SubjectException wrong)
        {
            return new(null, wrong.Message, wrong.IsUnsupported);
        }
    }
}
