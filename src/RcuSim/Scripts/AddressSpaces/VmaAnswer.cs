using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Writes a case on an address space again, with the answers, in the order of the recordings.
/// </summary>
internal sealed class VmaAnswer
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly MemoryStream text = new();
    private readonly Utf8JsonWriter json;

    public VmaAnswer(string name)
    {
        json = new(text, options);
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("ops");
    }

    /// <summary>Begins a step, with what came of it and what happened.</summary>
    public void Begin(VmaStep step, int result, VmaLog log)
    {
        json.WriteStartObject();
        json.WriteString("op", step.Text);
        if (step.Failure is { } failure)
        {
            json.WriteString("fail", $"{failure.Kind} {failure.Nth}");
            json.WriteNumber("hit", log.HasFailed ? 1 : 0);
        }

        json.WriteNumber("rc", result);
        json.WriteStartArray("ev");
        foreach (object[] one in log.Events)
        {
            WriteEvent(one);
        }

        json.WriteEndArray();
        json.WriteStartArray("vmas");
    }

    /// <summary>Adds a VMA.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="file">The number of its file; 0 for none.</param>
    /// <param name="log">Knows the numbers.</param>
    public void Add<TMachine>(Vma<TMachine> vma, int file, VmaLog log)
        where TMachine : struct, IMachine
    {
        json.WriteStartArray();
        json.WriteNumberValue(log.VmaNumber(vma.Address));
        json.WriteStringValue(TableAnswer.Hex(vma.Start));
        json.WriteStringValue(TableAnswer.Hex(vma.End));
        json.WriteNumberValue(vma.PageOffset);
        json.WriteStringValue(VmaLetters.Write(vma.Flags));
        json.WriteStringValue(file == 0 ? "-" : $"f{file}");
        json.WriteStartArray();
        for (var link = AnonLink<TMachine>.NewestOf(vma.Machine, vma); link.Exists; link = link.Older)
        {
            json.WriteNumberValue(log.AnonNumber(link.AnonVma.Address));
        }

        json.WriteEndArray();
        json.WriteNumberValue(log.AnonNumber(vma.AnonVma));
        json.WriteEndArray();
    }

    /// <summary>Ends a step with what is counted.</summary>
    public void End<TMachine>(MmStruct<TMachine> mm, VmaLog log)
        where TMachine : struct, IMachine
    {
        json.WriteEndArray();
        json.WriteNumber("map_count", mm.MapCount);
        json.WriteStartArray("vm");
        json.WriteNumberValue(mm.TotalPages);
        json.WriteNumberValue(mm.DataPages);
        json.WriteNumberValue(mm.ExecutablePages);
        json.WriteNumberValue(mm.StackPages);
        json.WriteEndArray();
        json.WriteNumber("live", log.LiveVmas);
        json.WriteEndObject();
    }

    /// <summary>The whole line.</summary>
    public string End()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private void WriteEvent(object[] words)
    {
        json.WriteStartArray();
        foreach (object word in words)
        {
            if (word is long number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteStringValue((string)word);
            }
        }

        json.WriteEndArray();
    }
}
