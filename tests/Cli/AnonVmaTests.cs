namespace RcuSim.Tests.Cli;

public class AnonVmaTests() : LineVerbTests("anonvma", Case, Answer, "form")
{
    private const string Case =
        """{"name":"a child","form":"7.1","ops":[{"op":"vma 1"},{"op":"fault 1","fail":2}]}""";

    private const string Answer =
        """{"name":"a child","form":"7.1","ops":["""
        + """{"op":"vma 1","rc":0,"ev":[],"vmas":[[1,[],0]],"anons":[]},"""
        + """{"op":"fault 1","fail":2,"hit":1,"rc":-12,"ev":[["fail","anon"]]"""
        + ""","vmas":[[1,[],0]],"anons":[]}]}""";
}
