namespace RcuSim.Oracles;

/// <summary>
/// What may have come of the operations so far: a state of the model, and which of the operations still under
/// way have taken effect, with what answer. Never changes.
/// </summary>
internal sealed class Configuration : IEquatable<Configuration>
{
    private readonly ulong[] state;
    private readonly Effect[] effects;
    private readonly Configuration? before;
    private readonly int last;

    private Configuration(ulong[] state, Effect[] effects, Configuration? before, int last)
    {
        this.state = state;
        this.effects = effects;
        this.before = before;
        this.last = last;
    }

    /// <summary>Nothing has happened.</summary>
    public Configuration(IReadOnlyList<ulong> state)
        : this([.. state], [], null, -1)
    {
    }

    /// <summary>The state of the model.</summary>
    public IReadOnlyList<ulong> State => state;

    /// <summary>The operations that have taken effect, in that order.</summary>
    public IReadOnlyList<int> Order()
    {
        var order = new List<int>();
        for (var at = this; at is not null; at = at.before)
        {
            if (at.last >= 0)
            {
                order.Add(at.last);
            }
        }

        order.Reverse();
        return order;
    }

    /// <summary>What an operation in progress has answered, if it has taken effect; else null.</summary>
    public ulong? AnswerOf(int call)
    {
        foreach (var effect in effects)
        {
            if (effect.Call == call)
            {
                return effect.Answer;
            }
        }

        return null;
    }

    /// <summary>An operation takes effect here.</summary>
    public Configuration With(SequentialModel model, int number, in Call call)
    {
        var words = state.ToList();
        ulong answer = model.Apply(words, call.Operation, call.Argument);
        var effect = new Effect(number, answer);
        return new([.. words], [.. effects.Append(effect).OrderBy(one => one.Call)], this, number);
    }

    /// <summary>An operation has ended: how it answered no longer matters.</summary>
    public Configuration Without(int call) =>
        new(state, [.. effects.Where(effect => effect.Call != call)], this, -1);

    /// <inheritdoc/>
    public bool Equals(Configuration? other) => other is not null
        && state.AsSpan().SequenceEqual(other.state) && effects.AsSpan().SequenceEqual(other.effects);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Configuration);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (ulong word in state)
        {
            hash.Add(word);
        }

        foreach (var effect in effects)
        {
            hash.Add(effect);
        }

        return hash.ToHashCode();
    }

    private readonly record struct Effect(int Call, ulong Answer);
}
