using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <content>What kind of object lies at an address.</content>
internal sealed partial class ObjectTable
{
    /// <summary>True if an address lies in an object that was handed out at some time.</summary>
    public bool IsKnown(ulong address) => SimulatedAddress.IsAddress(address) && IsPointer(address);

    /// <summary>True if the word points into an object of a cache, tagged or not.</summary>
    public bool IsIn(ulong word, SlabCache cache)
    {
        ref readonly var record = ref Find(word);
        return !Unsafe.IsNullRef(in record) && record.Cache == cache.Number;
    }

    /// <summary>True if an event made the object into which a word points reachable for others.</summary>
    public bool IsPublishedBy(ulong word, int position)
    {
        ref readonly var record = ref Find(word);
        return !Unsafe.IsNullRef(in record) && record.PublishedAt == position;
    }

    /// <summary>
    /// The cache of the object in which the word at an address lies, if other threads can reach it.
    /// </summary>
    public SlabCache? CacheOfShared(ulong address)
    {
        ref readonly var record = ref Find(address);
        return !Unsafe.IsNullRef(in record) && record.Shared ? SlabCache.At(record.Cache) : null;
    }

    /// <summary>The cache of the object at or around an address of known memory.</summary>
    public SlabCache CacheOf(ulong address) => SlabCache.At(At(address).Cache);

    /// <summary>
    /// The number of the kind of object at or around an address of known memory: that of its cache, whatever
    /// the object's length.
    /// </summary>
    public int KindOf(ulong address) => CacheOf(address).Root.Number;

    /// <summary>The field of the word at an address of known memory.</summary>
    public SlabField FieldOf(ulong address) => CacheOf(address).FieldOf(SimulatedAddress.Word(address));

    /// <summary>True if an object may be freed to a cache: it is one of it, and not freed.</summary>
    public bool IsFreeable(ulong address, SlabCache cache) =>
        IsObject(address, cache) && At(address).State != ObjectState.Freed;

    /// <summary>True if the memory of an object can be taken again as one of a cache.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="cache">The number of the cache.</param>
    public bool IsReusable(ulong address, ushort cache) => SlabCache.At(cache).TypeStable
        && IsObject(address, SlabCache.At(cache)) && At(address).State == ObjectState.Freed;

    /// <summary>True if an address is that of an object of a cache, in use or not.</summary>
    public bool IsObject(ulong address, SlabCache cache) =>
        IsIn(address, cache) && SimulatedAddress.Object(address) == address;
}
