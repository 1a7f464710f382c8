using Xunit.Abstractions;
using Xunit.Sdk;

namespace RcuSim.Tests.Mutation;

/// <summary>The tests of one class.</summary>
internal sealed class TestClass(Type type)
    : LongLivedMarshalByRefObject, IMessageSink,
        ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly List<ITestCase> cases = [];
    private readonly SemaphoreSlim ended = new(0);
    private string? failure;

    /// <summary>Runs them up to the first that fails; returns that, or null.</summary>
    public string? Run()
    {
        failure = null;
        using var framework = new XunitTestFramework(this);
        if (cases.Count == 0)
        {
            using var discoverer = framework.GetDiscoverer(Reflector.Wrap(type.Assembly));
            discoverer.Find(type.FullName, includeSourceInformation: false, this, this);
            ended.Wait();
        }

        using var executor = framework.GetExecutor(type.Assembly.GetName());
        executor.RunTests(cases, this, this);
        ended.Wait();
        return failure;
    }

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage found)
            cases.Add(found.TestCase);
        if (message is IFailureInformation failed)
            failure ??= $"{(message as ITestMessage)?.Test.DisplayName} {failed.ExceptionTypes[0]}";
        if (message is IDiscoveryCompleteMessage or ITestAssemblyFinished)
            ended.Release();
        return failure is null;
    }

    TValue ITestFrameworkOptions.GetValue<TValue>(string name) =>
        name == "xunit.execution.DisableParallelization" && true is TValue value ? value : default!;

    void ITestFrameworkOptions.SetValue<TValue>(string name, TValue value) =>
        throw new NotSupportedException(name);
}
