using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Writes a case on anonymous reverse maps again, with the answers, in the order of the recordings.
/// </summary>
internal sealed class AnonVmaAnswer : CaseAnswer
{
    /// <summary>Begins with what the case is called.</summary>
    public void Begin(AnonVmaCase line)
    {
        BeginCase(line.Name);
        Json.WriteString("form", line.FormName);
        Json.WriteStartArray("ops");
    }

    /// <summary>Begins a step, with what came of it and what happened.</summary>
    public void Add(AnonVmaStep step, int result, AnonVmaLog log)
    {
        Json.WriteStartObject();
        Json.WriteString("op", step.Text);
        if (step.Failing != 0)
        {
            Json.WriteNumber("fail", step.Failing);
            Json.WriteNumber("hit", log.HasFailed ? 1 : 0);
        }

        Json.WriteNumber("rc", result);
        Json.WriteStartArray("ev");
        foreach (var happened in log.Events)
        {
            Write(happened);
        }

        Json.WriteEndArray();
    }

    /// <summary>Ends a step with the VMAs and anon_vmas that there are.</summary>
    public void End<TMachine>(
        TMachine machine, IEnumerable<KeyValuePair<int, Vma<TMachine>>> vmas, AnonVmaLog log)
        where TMachine : struct, IMachine
    {
        Json.WriteStartArray("vmas");
        foreach (var (number, vma) in vmas)
        {
            Json.WriteStartArray();
            Json.WriteNumberValue(number);
            Json.WriteStartArray();
            for (var link = AnonLink<TMachine>.NewestOf(machine, vma); link.Exists; link = link.Older)
            {
                Json.WriteNumberValue(log.NumberOf(link.AnonVma.Address));
            }

            Json.WriteEndArray();
            Json.WriteNumberValue(log.NumberOf(vma.AnonVma));
            Json.WriteEndArray();
        }

        Json.WriteEndArray();
        Json.WriteStartArray("anons");
        foreach (var (address, number) in log.Live)
        {
            Write(new AnonVma<TMachine>(machine, address), number, log);
        }

        Json.WriteEndArray();
        Json.WriteEndObject();
    }

    /// <summary>The whole line.</summary>
    public string End() => EndCase();

    private void Write(AnonVmaEvent happened)
    {
        Json.WriteStartArray();
        Json.WriteStringValue(happened.What);
        if (happened.First != 0)
        {
            Json.WriteNumberValue(happened.First);
        }

        if (happened.Second != 0)
        {
            Json.WriteNumberValue(happened.Second);
        }

        if (happened.Kind.Length > 0)
        {
            Json.WriteStringValue(happened.Kind);
        }

        Json.WriteEndArray();
    }

    private void Write<TMachine>(AnonVma<TMachine> anon, int number, AnonVmaLog log)
        where TMachine : struct, IMachine
    {
        Json.WriteStartArray();
        Json.WriteNumberValue(number);
        Json.WriteNumberValue(log.NumberOf(anon.Parent.Address));
        Json.WriteNumberValue(log.NumberOf(anon.Root.Address));
        Json.WriteNumberValue(anon.Children);
        Json.WriteNumberValue(anon.ActiveVmas);
        Json.WriteNumberValue(anon.References);
        Json.WriteNumberValue(Count(anon.Links));
        Json.WriteEndArray();
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
