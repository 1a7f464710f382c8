using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Writes a case on anonymous reverse maps again, with the answers, in the order of the recordings.
/// </summary>
internal sealed class AnonVmaAnswer
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly MemoryStream text = new();
    private readonly Utf8JsonWriter json;

    public AnonVmaAnswer() => json = new(text, options);

    /// <summary>Begins with what the case is called.</summary>
    public void Begin(AnonVmaCase line)
    {
        json.WriteStartObject();
        json.WriteString("name", line.Name);
        json.WriteString("form", line.FormName);
        json.WriteStartArray("ops");
    }

    /// <summary>Begins a step, with what came of it and what happened.</summary>
    public void Add(AnonVmaStep step, int result, AnonVmaLog log)
    {
        json.WriteStartObject();
        json.WriteString("op", step.Text);
        if (step.Failing != 0)
        {
            json.WriteNumber("fail", step.Failing);
            json.WriteNumber("hit", log.HasFailed ? 1 : 0);
        }

        json.WriteNumber("rc", result);
        json.WriteStartArray("ev");
        foreach (var happened in log.Events)
        {
            Write(happened);
        }

        json.WriteEndArray();
    }

    /// <summary>Ends a step with the VMAs and anon_vmas that there are.</summary>
    public void End<TMachine>(
        TMachine machine, IEnumerable<KeyValuePair<int, Vma<TMachine>>> vmas, AnonVmaLog log)
        where TMachine : struct, IMachine
    {
        json.WriteStartArray("vmas");
        foreach (var (number, vma) in vmas)
        {
            json.WriteStartArray();
            json.WriteNumberValue(number);
            json.WriteStartArray();
            for (var link = AnonLink<TMachine>.NewestOf(machine, vma); link.Exists; link = link.Older)
            {
                json.WriteNumberValue(log.NumberOf(link.AnonVma.Address));
            }

            json.WriteEndArray();
            json.WriteNumberValue(log.NumberOf(vma.AnonVma));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("anons");
        foreach (var (address, number) in log.Live)
        {
            Write(new AnonVma<TMachine>(machine, address), number, log);
        }

        json.WriteEndArray();
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

    private void Write(AnonVmaEvent happened)
    {
        json.WriteStartArray();
        json.WriteStringValue(happened.What);
        if (happened.First != 0)
        {
            json.WriteNumberValue(happened.First);
        }

        if (happened.Second != 0)
        {
            json.WriteNumberValue(happened.Second);
        }

        if (happened.Kind.Length > 0)
        {
            json.WriteStringValue(happened.Kind);
        }

        json.WriteEndArray();
    }

    private void Write<TMachine>(AnonVma<TMachine> anon, int number, AnonVmaLog log)
        where TMachine : struct, IMachine
    {
        json.WriteStartArray();
        json.WriteNumberValue(number);
        json.WriteNumberValue(log.NumberOf(anon.Parent.Address));
        json.WriteNumberValue(log.NumberOf(anon.Root.Address));
        json.WriteNumberValue(anon.Children);
        json.WriteNumberValue(anon.ActiveVmas);
        json.WriteNumberValue(anon.References);
        json.WriteNumberValue(Count(anon.Links));
        json.WriteEndArray();
    }

    private static int Count<TMachine>(IntervalTree<TMachine, LinkIntervals<TMachine>> links)
        where TMachine : struct, IMachine
    {
        int count = 0;
        const ulong Last = ulong.MaxValue;
        for (ulong link = links.FirstIn(0, Last); link != 0; link = links.NextIn(link, 0, Last))
        {
            count++;
        }

        return count;
    }
}
