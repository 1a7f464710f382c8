using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Writes a case on an address space again, with the answers, in the order of the recordings.
/// </summary>
internal sealed class VmaAnswer : CaseAnswer
{
    public VmaAnswer(string name)
    {
        BeginCase(name);
        Json.WriteStartArray("ops");
    }

    /// <summary>Begins a step, with what came of it and what happened.</summary>
    public void Begin(VmaStep step, int result, VmaLog log)
    {
        Json.WriteStartObject();
        Json.WriteString("op", step.Text);
        if (step.Failure is { } failure)
        {
            Json.WriteString("fail", $"{failure.Kind} {failure.Nth}");
            Json.WriteNumber("hit", log.HasFailed ? 1 : 0);
        }

        Json.WriteNumber("rc", result);
        Json.WriteStartArray("ev");
        foreach (object[] one in log.Events)
        {
            WriteEvent(one);
        }

        Json.WriteEndArray();
        Json.WriteStartArray("vmas");
    }

    /// <summary>Adds a VMA.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="file">The number of its file; 0 for none.</param>
    /// <param name="log">Knows the numbers.</param>
    public void Add<TMachine>(Vma<TMachine> vma, int file, VmaLog log)
        where TMachine : struct, IMachine
    {
        Json.WriteStartArray();
        Json.WriteNumberValue(log.VmaNumber(vma.Address));
        Json.WriteStringValue(Hex(vma.Start));
        Json.WriteStringValue(Hex(vma.End));
        Json.WriteNumberValue(vma.PageOffset);
        Json.WriteStringValue(VmaLetters.Write(vma.Flags));
        Json.WriteStringValue(file == 0 ? "-" : $"f{file}");
        Json.WriteStartArray();
        for (var link = AnonLink<TMachine>.NewestOf(vma.Machine, vma); link.Exists; link = link.Older)
        {
            Json.WriteNumberValue(log.AnonNumber(link.AnonVma.Address));
        }

        Json.WriteEndArray();
        Json.WriteNumberValue(log.AnonNumber(vma.AnonVma));
        Json.WriteEndArray();
    }

    /// <summary>Ends a step with what is counted.</summary>
    public void End<TMachine>(MmStruct<TMachine> mm, VmaLog log)
        where TMachine : struct, IMachine
    {
        Json.WriteEndArray();
        Json.WriteNumber("map_count", mm.MapCount);
        Json.WriteStartArray("vm");
        Json.WriteNumberValue(mm.TotalPages);
        Json.WriteNumberValue(mm.DataPages);
        Json.WriteNumberValue(mm.ExecutablePages);
        Json.WriteNumberValue(mm.StackPages);
        Json.WriteEndArray();
        Json.WriteNumber("live", log.LiveVmas);
        Json.WriteEndObject();
    }

    /// <summary>The whole line.</summary>
    public string End() => EndCase();

    private void WriteEvent(object[] words)
    {
        Json.WriteStartArray();
        foreach (object word in words)
        {
            if (word is long number)
            {
                Json.WriteNumberValue(number);
            }
            else
            {
                Json.WriteStringValue((string)word);
            }
        }

        Json.WriteEndArray();
    }
}
