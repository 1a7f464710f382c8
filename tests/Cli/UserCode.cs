using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RcuSim.Tests.Cli;

/// <summary>Assemblies as a user of the library builds them.</summary>
internal static class UserCode
{
    /// <summary>A cell whose reader may meet a freed version, or one that is 3, against a rule.</summary>
    public const string Cell = """
        using System;
        using System.Collections.Generic;
        using RcuSim.Explaining;
        using RcuSim.History;
        using RcuSim.Machine;
        using RcuSim.Oracles;
        using RcuSim.Scenarios;

        namespace Mine;

        public static class Words
        {
            public static readonly SlabCache Cell = new("mine_cell", 1, [new("current", 0)]);
            public static readonly SlabCache Version = new("mine_version", 1, [new("value", 0)]);
            public static readonly Site Full = new("mine-full", SiteKind.Failure);
            public static readonly Site Saw = new("mine-saw", SiteKind.Value);
            public static readonly Site Hasty = new("hasty", SiteKind.Bug);
            public static readonly Site Dormant = new("dormant", SiteKind.Bug);
        }

        public enum Sum { Two, Three, Four }

        public class Good(bool hasty = false, Sum sum = Sum.Two, bool dormant = false) : Scenario
        {
            public override string Name => "good";
            public override string Summary => "a reader beside a writer";
            public override IReadOnlyList<Actor> Actors => [new Reader(), new Writer(!hasty, 2 + (ulong)sum)];
            public override IReadOnlyList<IOracle> Oracles() => [new NeverThree()];
            public bool IsDormant => dormant;
            public override ulong Setup<TMachine>(TMachine machine)
            {
                ulong cell = machine.Allocate(Words.Cell), first = machine.Allocate(Words.Version);
                machine.Store(first, 1, MemoryOrder.Plain);
                machine.Store(cell, first, MemoryOrder.Release);
                return cell;
            }

            public override void Teardown<TMachine>(TMachine machine, ulong world)
            {
                machine.Free(Words.Version, machine.Load(world, MemoryOrder.Acquire));
                machine.Free(Words.Cell, world);
            }

            public override void RunCallback<TMachine>(
                TMachine machine, int function, ulong retired, ulong argument)
            {
            }
        }

        public sealed class Quick : Good
        {
            public Quick() : base(hasty: true) { }
            public override string Name => "quick";
        }

        internal sealed class Reader() : Actor("read")
        {
            public override void Run<TMachine>(TMachine machine, ulong world)
            {
                machine.RcuEnter();
                ulong version = machine.Load(world, MemoryOrder.Dereference);
                machine.Observe(Words.Saw, machine.Load(version, MemoryOrder.Plain));
                machine.RcuLeave();
            }
        }

        internal sealed class Writer(bool waits, ulong value) : Actor("write")
        {
            public override void Run<TMachine>(TMachine machine, ulong world)
            {
                if (machine.Fails(Words.Full)) { return; }
                ulong next = machine.Allocate(Words.Version);
                machine.Store(next, value, MemoryOrder.Plain);
                ulong old = machine.Exchange(world, next, MemoryOrder.AcquireRelease);
                if (waits) { machine.Synchronize(); } else { machine.Observe(Words.Hasty, 0); }
                machine.Free(Words.Version, old);
            }
        }

        internal sealed class NeverThree : IOracle
        {
            public ulong Kinds { get; } = EventMask.Of(OperationKind.Observe);

            public Violation? Take(in Step step, ExecutionHistory history) =>
                step.Event.Operation.Site != Words.Saw.Number || step.Event.Operation.Value != 3 ? null
                : new Explanation(history).At(step.Position, "three")
                    .Proves(new("MineThree"), $"{step.Event.Thread} sees 3.", step.Position);
        }
        """;

    private static readonly string[] given =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>Compiles a source that uses another assembly, with that beside it.</summary>
    public static string Beside(TemporaryFolder folder, string other, string source)
    {
        File.Copy(other, folder[Path.GetFileName(other)]);
        return Compile(folder["User.dll"], source, other);
    }

    /// <summary>Runs the command in a process of its own: sites and caches are of a process.</summary>
    public static Terminal.Said Run(params string[] args)
    {
        using var process = ProcessTests.Start(args);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>Compiles a source.</summary>
    /// <param name="path">The assembly to write; its name without the extension is the assembly's.</param>
    /// <param name="source">The source.</param>
    /// <param name="instead">Assemblies to compile against in place of given ones of the same name.</param>
    public static string Compile(string path, string source, params string[] instead)
    {
        var references = given
            .Where(file => !instead.Any(other => Path.GetFileName(other) == Path.GetFileName(file)))
            .Concat(instead).Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
