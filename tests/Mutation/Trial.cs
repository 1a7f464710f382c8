using System.Diagnostics;

namespace RcuSim.Tests.Mutation;

/// <summary>
/// Tries mutants on the probes that come by them. They run in a process that is started anew after harm was
/// done, so that nothing which that left behind is taken for a failure of the next mutant.
/// </summary>
internal sealed class Trial : IDisposable
{
    private static readonly TimeSpan startUp = TimeSpan.FromSeconds(8);
    private readonly int count;
    private readonly List<(double Seconds, HashSet<int> Mutants)> plain = [];
    private Process? worker;

    /// <summary>Runs all probes on the library as it is.</summary>
    /// <exception cref="InvalidOperationException">One fails without a mutant.</exception>
    public Trial(int count)
    {
        this.count = count;
        for (int probe = 0; probe < Probes.All.Count; probe++)
        {
            string name = Probes.All[probe].Name;
            string failure = Ask(0, probe, TimeSpan.FromMinutes(5), out double seconds, out string passed);
            if (failure.Length > 0)
                throw new InvalidOperationException($"{name} fails without a mutant: {failure}");
            string[] numbers = passed.Split(',', StringSplitOptions.RemoveEmptyEntries);
            plain.Add((seconds, [.. numbers.Select(int.Parse)]));
            Console.WriteLine($"{name}: {seconds:F1} s, comes by {numbers.Length} mutants");
        }
    }

    /// <summary>Tries one.</summary>
    /// <returns>The probe that failed, and how; nothing if none did.</returns>
    public (string Probe, string Failure) Try(int mutant)
    {
        foreach (int probe in Enumerable.Range(0, plain.Count).OrderBy(probe => plain[probe].Seconds))
        {
            var limit = startUp + TimeSpan.FromSeconds(5 * plain[probe].Seconds);
            if (plain[probe].Mutants.Contains(mutant)
                && Ask(mutant, probe, limit, out _, out _) is { Length: > 0 } failure)
                return (Probes.All[probe].Name, failure);
        }

        return ("", "");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        worker?.Kill();
        worker?.Dispose();
        worker = null;
    }

    private string Ask(int mutant, int probe, TimeSpan limit, out double seconds, out string passed)
    {
        string[] command = [MutatedLibrary.Assembly, "worker", $"{count}"];
        worker ??= Process.Start(new ProcessStartInfo("dotnet", command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        worker.StandardInput.WriteLine($"{mutant}\t{probe}");
        var output = worker.StandardOutput;
        var reading = Task.Run(() => Read(output));
        string[] silence = ["0", "", $"{Worker.Harm}it does not end"];
        string[] answer = reading.Wait(limit) ? reading.Result.Split('\t') : silence;
        (seconds, passed) = (double.Parse(answer[0]), answer[1]);
        if (answer[2].StartsWith(Worker.Harm))
            Dispose();
        return answer[2];
    }

    private static string Read(StreamReader output)
    {
        while (output.ReadLine() is { } line)
        {
            if (line.StartsWith(Worker.Mark))
                return line[Worker.Mark.Length..];
        }

        return $"0\t\t{Worker.Harm}the process ended";
    }
}
