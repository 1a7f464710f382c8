using System.Text.Json.Nodes;
using RcuSim.Scripts;

namespace RcuSim.Samples.WhichCeiling;

/// <summary>What a way to free tables leaves.</summary>
/// <param name="Bytes">Bytes of page tables.</param>
/// <param name="ParentHurt">True if the VMA that is still the parent's was taken apart.</param>
internal sealed record Rest(int Bytes, bool ParentHurt)
{
    /// <summary>The same in words.</summary>
    public string Outcome => (Bytes, ParentHurt) switch
    {
        (0, false) => "clean",
        (0, true) => "parent hurt",
        (_, false) => "leak",
        (_, true) => "leak, parent hurt",
    };

    /// <summary>Runs the very code of the library, on a case.</summary>
    public static Rest Of(Layout layout, Way way)
    {
        string call = $"\"op\":\"tables\",\"form\":\"{way.Form}\",\"first\":0,\"floor\":\"0x0\"";
        string step = $"{{{call},{way.Limits(layout)}}}";
        string line = $"{{\"name\":\"{way.Name}\",{layout.Json},\"ops\":[{step}]}}";
        var answers = new StringWriter();
        if (PageTableScript.Run(new StringReader(line), answers, ScriptMachineKind.Native) is { } wrong)
        {
            throw new InvalidOperationException(wrong);
        }

        var answer = JsonNode.Parse(answers.ToString())!["ops"]![0]!;
        return new(
            (int)answer["bytes"]!,
            answer["unlinked"]!.AsArray().Any(number => (int)number! == 1));
    }
}
