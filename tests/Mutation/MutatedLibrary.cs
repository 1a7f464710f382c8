using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Mutation;

/// <summary>A copy of this program whose library has all mutants in it, each behind a switch.</summary>
internal static class MutatedLibrary
{
    private static readonly string[] rooms = ["Locking/", "Mm/", "Maple/Read/"];
    private static readonly string source = Pages.At("artifacts", "mutation", "source");
    private static readonly string built = Path.Combine(source, "built");
    private static readonly string program = Pages.At("artifacts", "mutation", "program");

    /// <summary>The copy's assembly.</summary>
    public static string Assembly =>
        Path.Combine(program, Path.GetFileName(typeof(MutatedLibrary).Assembly.Location));

    /// <summary>Writes the mutants and builds the copy.</summary>
    /// <returns>The mutants' names.</returns>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static IReadOnlyList<string> Build()
    {
        var mutants = new MutantList();
        if (Directory.Exists(source))
            Directory.Delete(source, recursive: true);
        string library = Pages.At("src", "RcuSim");
        foreach (string path in Below(library).Where(path => path.Split('/')[0] is not ("bin" or "obj")))
        {
            string text = File.ReadAllText(Path.Combine(library, path));
            Write($"src/RcuSim/{path}", IsMutated(path) ? Mutated(path, text, mutants) : text);
        }

        string[] others = ["Directory.Build.props", "Directory.Packages.props"];
        foreach (string name in others)
            Write(name, File.ReadAllText(Pages.At(name)));
        string acting = File.ReadAllText(Pages.At("tests", "Mutation", "Switch", "MutantSwitch.cs"));
        Write("src/RcuSim/MutantSwitch.cs", acting);
        Compile();
        CopyAll(AppContext.BaseDirectory);
        CopyAll(built);
        return mutants.Names;
    }

    // What is wrong on purpose is judged by hunting it; the page tables have recordings of their own.
    private static bool IsMutated(string path) => path.EndsWith(".cs") && rooms.Any(path.StartsWith)
        && !path.StartsWith("Mm/Bugs/") && !path.StartsWith("Mm/PageTables/");

    private static string Mutated(string path, string text, MutantList mutants)
    {
        var writer = new MutantWriter(path[..^".cs".Length], mutants);
        return writer.Visit(CSharpSyntaxTree.ParseText(text).GetRoot())!.ToFullString();
    }

    private static void Write(string path, string text)
    {
        string target = Path.Combine(source, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }

    private static void Compile()
    {
        string[] properties =
        [
            "RunAnalyzers", "EnforceCodeStyleInBuild", "TreatWarningsAsErrors", "GenerateDocumentationFile",
        ];
        using var build = Process.Start("dotnet",
        [
            "build", "-c", "Release", "-o", built, "-v", "quiet", "-clp:ErrorsOnly",
            .. properties.Select(name => $"-p:{name}=false"), Path.Combine(source, "src", "RcuSim"),
        ]);
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"the mutated library in {source} does not compile");
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static void CopyAll(string from)
    {
        foreach (string path in Below(from))
        {
            string target = Path.Combine(program, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, path), target, overwrite: true);
        }
    }
}
