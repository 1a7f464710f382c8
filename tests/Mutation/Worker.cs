using System.Diagnostics;
using System.Reflection;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Mutation;

/// <summary>Runs probes on the mutated library, in a process that may come to harm.</summary>
internal static class Worker
{
    /// <summary>What each answer begins with, as tests may print too.</summary>
    public const string Mark = "answer\t";

    /// <summary>What a failure begins with that may have left something behind in the process.</summary>
    public const string Harm = "thrown: ";

    private static readonly Type mutants =
        typeof(Scenario).Assembly.GetType("RcuSim.MutantSwitch", throwOnError: true)!;

    /// <summary>
    /// Answers until the input ends. A question is the mutant's number, or 0, and the probe's. An answer is
    /// how long it took in seconds, the mutants it came by if none acts, and what failed.
    /// </summary>
    public static void Run(int count)
    {
        while (Console.ReadLine()?.Split('\t') is [var number, var probe])
        {
            var asked = Probes.All[int.Parse(probe)];
            bool[]? passed = number == "0" ? new bool[count + 1] : null;
            Set("Passed", passed);
            Set("Active", int.Parse(number));
            var clock = Stopwatch.StartNew();
            string failure = FailureOf(asked);
            double seconds = clock.Elapsed.TotalSeconds;
            Set("Active", 0);
            Set("Passed", null);
            if (failure.Length > 0 && asked.IsTest && FailureOf(asked).Length > 0)
                failure = Harm + failure;
            string numbers = string.Join(',', Enumerable.Range(1, count).Where(n => passed?[n] == true));
            Console.WriteLine($"{Mark}{seconds}\t{numbers}\t{failure.ReplaceLineEndings(" ")}");
        }
    }

    private static string FailureOf(Probe probe)
    {
        try
        {
            return probe.Run() ?? "";
        }
        catch (Exception error)
        {
            return $"{Harm}{error.GetType().Name} {error.Message}";
        }
    }

    private static void Set(string name, object? value) =>
        mutants.GetProperty(name, BindingFlags.Public | BindingFlags.Static)!.SetValue(null, value);
}
