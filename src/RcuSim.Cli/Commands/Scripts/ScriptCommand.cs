using System.CommandLine;
using RcuSim.Scripts;

namespace RcuSim.Cli;

/// <summary>
/// Commands that run a script and print one line of JSON for each of its lines: <c>rcusim maple</c>,
/// <c>rcusim pgtables</c>, <c>rcusim anonvma</c>, <c>rcusim vma</c>.
/// </summary>
internal static class ScriptCommand
{
    private static readonly ScriptMachineKind[] machines = Enum.GetValues<ScriptMachineKind>();

    /// <summary>Runs a script; returns its first line that is not understood and why, or null.</summary>
    private delegate string? Runner(TextReader script, TextWriter answers, ScriptMachineKind machine);

    /// <summary>Runs operations on the maple tree.</summary>
    public static Command Maple(Host host) => Create(
        host, "maple", "Run an op script on the maple tree: one JSON line for each op.", MapleScript.Run);

    /// <summary>Runs cases on page tables.</summary>
    public static Command PageTables(Host host) => Create(
        host,
        "pgtables",
        "Free page tables as cases in JSON ask, one a line: each line again, with the answers.",
        PageTableScript.Run);

    /// <summary>Runs cases on anonymous reverse maps.</summary>
    public static Command AnonVmas(Host host) => Create(
        host,
        "anonvma",
        "Link VMAs to anon_vmas as cases in JSON ask, one a line: each line again, with the answers.",
        AnonVmaScript.Run);

    /// <summary>Runs cases on an address space.</summary>
    public static Command Vma(Host host) => Create(
        host,
        "vma",
        "Map and unmap as cases in JSON ask, one a line: each line again, with the answers.",
        VmaScript.Run);

    private static Command Create(Host host, string name, string description, Runner run)
    {
        var command = new Command(name, description);
        var script = new Argument<string>("SCRIPT") { Description = "the script; - for the standard input" };
        var machine = new Option<string?>("--machine")
        {
            Description = "what it runs on; default native",
            HelpName = "native|traced",
        };
        command.Add(script);
        command.Add(machine);
        command.SetAction(parsed =>
        {
            var kind = parsed.GetValue(machine) is { } wanted
                ? Words.Choose("machine", wanted, machines, m => m.ToString().ToLowerInvariant())
                : ScriptMachineKind.Native;
            Run(run, parsed.GetRequiredValue(script), kind, host);
            return ExitCode.Pass;
        });
        return command;
    }

    private static void Run(Runner run, string path, ScriptMachineKind machine, Host host)
    {
        string what = $"script '{path}'";
        var lines = new BoundedLines(what, new StreamReader(InputFile.Open("script", path, host.OpenInput)));
        using var script = new WantedLines(lines, host.IsUnread);
        if (run(script, host.Out, machine) is { } wrong)
        {
            throw CommandException.Usage($"{what}: {wrong}");
        }
    }
}
