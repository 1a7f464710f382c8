namespace RcuSim.Tests.Cli;

public class AddressSpaceTests() : LineVerbTests("vma", given, answer, "name")
{
    private const string First = """{"name":"a page","ops":[{"op":"mmap 32 1 rw - 0" """;
    private const string Second = """{"op":"brk 33 1","fail":"charge 1" """;

    private const string Vmas =
        """ "vmas":[[1,"0x20000","0x21000",32,"rwa","-",[],0]],"map_count":1,"vm":[1,1,0,0],"live":1}""";

    private const string Events =
        """ "ev":[["charge",1],["new",1],["lock",1],["attach",1],["lock",1]]""";

    private const string Failed = """ "hit":1,"rc":-12,"ev":[["fail","charge"]]""";

    private static readonly string given = Tight($"{First}}},{Second}}}]}}");

    private static readonly string answer = Tight(
        $"{First},\"rc\":0,{Events},{Vmas},{Second},{Failed},{Vmas}]}}");

    /// <summary>Leaves the blanks out that keep quotes apart.</summary>
    private static string Tight(string line) => line
        .Replace("\" ,", "\",", StringComparison.Ordinal)
        .Replace("\" }", "\"}", StringComparison.Ordinal)
        .Replace(", \"", ",\"", StringComparison.Ordinal);
}
