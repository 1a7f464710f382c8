namespace RcuSim.Machine;

/// <summary>What the phrase for an observation can be made of; see <see cref="Site.Phrase"/>.</summary>
public interface IObservation
{
    /// <summary>The value observed.</summary>
    ulong Value { get; }

    /// <summary>What the thread observed last at another site; 0 if nothing.</summary>
    ulong Last(Site site);

    /// <summary>A value in words: an object's name, or a number.</summary>
    string Name(ulong value);

    /// <summary>The name of the word at an address, for example <c>mm_struct#0.rss</c>.</summary>
    string WordName(ulong address);
}
