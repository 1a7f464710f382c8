namespace RcuSim.Tests.Cli;

public class PageTableTests() : LineVerbTests("pgtables", Case, Answer, "vmas")
{
    private const string Inputs =
        """{"name":"a page","vmas":[["0x7f0000001000","0x7f0000002000"]],"pages":["0x7f0000001000"]""";

    private const string Op =
        "{\"op\":\"tables\",\"form\":\"v65\",\"first\":0,\"floor\":\"0x0\",\"ceiling\":\"0x7f0000003000\"";

    private const string Calls = """[["0x7f0000001000","0x7f0000002000","0x0","0x7f0000003000"]]""";

    private const string Left =
        """[["pud","0x7f0000000000"],["pmd","0x7f0000000000"],["pte","0x7f0000000000"]]""";

    private const string Case = $"{Inputs},\"ops\":[{Op}}}]}}";

    private const string Answer =
        $"{Inputs},\"bytes\":12288,\"ops\":[{Op},\"unlinked\":[0],\"calls\":{Calls},\"freed\":[],"
        + $"\"bytes\":12288,\"left\":{Left}}}]}}";
}
