using System.Reflection;
using RcuSim.Machine;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>The table of docs/machine.md that lists what a machine can be asked.</summary>
public class CallTableTests
{
    [Fact]
    [Trait("Category", Passage.Category)]
    public void The_table_has_every_call_with_the_order_of_its_arguments() =>
        Passage.InTable(Pages.At("docs", "machine.md"), "| call | answers |").ShouldShow(
            typeof(IMachine).GetMethods().Select(call => $"| `{Call(call)}` | {Answer(call.ReturnType)} |"));

    private static string Call(MethodInfo call) =>
        $"{call.Name}({string.Join(", ", call.GetParameters().Select(Name))})";

    private static string Name(ParameterInfo parameter) => parameter switch
    {
        { ParameterType.IsEnum: true } when parameter.ParameterType != typeof(MemoryOrder) =>
            $"{parameter.ParameterType.Name} {parameter.Name}",
        { IsOptional: true, DefaultValue: { } value } => $"{parameter.Name} = {value}",
        { IsOptional: true } => $"{parameter.Name} = null",
        _ => parameter.Name!,
    };

    private static string Answer(Type type) => type == typeof(void) ? ""
        : type == typeof(bool) ? "yes or no"
        : type == typeof(ulong) ? "a word"
        : "a number";
}
