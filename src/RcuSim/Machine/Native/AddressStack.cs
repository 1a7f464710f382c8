using System.Runtime.InteropServices;

namespace RcuSim.Machine;

/// <summary>
/// A stack of addresses in unmanaged blocks, which grows a block at a time and keeps its blocks.
/// </summary>
internal sealed unsafe class AddressStack
{
    private const int BlockShift = 10;
    private const int BlockLength = 1 << BlockShift;
    private readonly List<nint> blocks = [];

    /// <summary>How many addresses it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all its blocks.</summary>
    public long Bytes => (long)blocks.Count * BlockLength * sizeof(ulong);

    /// <summary>Puts addresses on top, the last one topmost.</summary>
    public void Push(ReadOnlySpan<ulong> addresses)
    {
        while (!addresses.IsEmpty)
        {
            if (Count >> BlockShift == blocks.Count)
            {
                blocks.Add((nint)NativeMemory.Alloc(BlockLength, sizeof(ulong)));
            }

            int used = Count & (BlockLength - 1);
            int part = Math.Min(addresses.Length, BlockLength - used);
            addresses[..part].CopyTo(new Span<ulong>((ulong*)blocks[Count >> BlockShift] + used, part));
            addresses = addresses[part..];
            Count += part;
        }
    }

    /// <summary>Takes as many addresses as the span is long off the top; the topmost comes last.</summary>
    public void Pop(Span<ulong> addresses)
    {
        while (!addresses.IsEmpty)
        {
            int used = ((Count - 1) & (BlockLength - 1)) + 1;
            int part = Math.Min(addresses.Length, used);
            Count -= part;
            new ReadOnlySpan<ulong>((ulong*)blocks[Count >> BlockShift] + used - part, part)
                .CopyTo(addresses[^part..]);
            addresses = addresses[..^part];
        }
    }

    /// <summary>Gives the blocks back and forgets every address.</summary>
    public void Release()
    {
        foreach (nint block in blocks)
        {
            NativeMemory.Free((void*)block);
        }

        blocks.Clear();
        Count = 0;
    }
}
