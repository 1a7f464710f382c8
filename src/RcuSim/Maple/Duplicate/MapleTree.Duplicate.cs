using System.Runtime.CompilerServices;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Duplicating a tree, node for node.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>Makes an empty tree a copy of this one, under both trees' own locks.</summary>
    /// <param name="into">The empty tree; its flags must be the same.</param>
    /// <returns>
    /// None, Invalid if the other is not empty or its flags differ, or NoMemory: it stays empty then.
    /// </returns>
    /// <remarks>Kernel: <c>mtree_dup</c>.</remarks>
    [KernelName("mtree_dup")]
    [SkipLocalsInit]
    public Errno Duplicate(MapleTree<TMachine> into)
    {
        Span<CopyLevel> path = stackalloc CopyLevel[MapleNodeLayout.MaxHeight + 1];
        into.Lock();
        Lock();
        var result = CopyInto(into, path, out int failed);
        Unlock();
        if (result == Errno.NoMemory)
        {
            FreeCopies(path, failed);
        }

        into.Unlock();
        return result;
    }

    /// <summary>As <see cref="Duplicate"/>, for the holder of both trees' locks.</summary>
    /// <param name="held">Proof that this tree's lock is held. Which lock guards a tree that has none of its
    /// own is not known: there any will do.</param>
    /// <param name="into">The empty tree; its flags must be the same.</param>
    /// <param name="intoHeld">Proof that its lock is held for writing.</param>
    /// <returns>
    /// None, Invalid if the other is not empty or its flags differ, or NoMemory: it stays empty then.
    /// </returns>
    /// <remarks>Kernel: <c>__mt_dup</c>.</remarks>
    [KernelName("__mt_dup")]
    [SkipLocalsInit]
    internal Errno DuplicateLocked(
        in LockGuard<TMachine> held, MapleTree<TMachine> into, in LockGuard<TMachine> intoHeld)
    {
        if (!IsGuardedBy(held) || !into.IsGuardedBy(intoHeld) || intoHeld.Mode == LockMode.Read)
        {
            throw new InvalidOperationException("a tree is duplicated without its lock");
        }

        Span<CopyLevel> path = stackalloc CopyLevel[MapleNodeLayout.MaxHeight + 1];
        var result = CopyInto(into, path, out int failed);
        if (result == Errno.NoMemory)
        {
            FreeCopies(path, failed);
        }

        return result;
    }

    private bool IsGuardedBy(in LockGuard<TMachine> guard) =>
        guard.IsHeld && (!HasOwnLock || guard.Address == address);

    /// <summary>
    /// Copies and publishes; on failure reports at which depth of the path there was no memory for the
    /// children.
    /// </summary>
    [KernelName("mas_dup_build")]
    private Errno CopyInto(MapleTree<TMachine> into, Span<CopyLevel> path, out int failed)
    {
        failed = -1;
        ulong flags = machine.Load(address + FlagsOffset, Plain);
        if (into.Flags != Flags || !into.IsEmpty)
        {
            return Errno.Invalid;
        }

        ulong root = machine.Load(address + RootOffset, Plain);
        ulong copy = root;
        if (NodePointer.IsNode(root))
        {
            if (!CopyNodes(NodePointer.FromRoot(root), path, out failed))
            {
                return Errno.NoMemory;
            }

            copy = NodePointer.ToRoot(path[0].Copy);
            machine.Store(NodePointer.Address(copy), ParentLink.OfRoot(into.Address), Plain);
        }

        machine.Store(into.Address + FlagsOffset, flags, PlainRacy);
        machine.Observe(MapleSpans.DuplicateFrom, address);
        machine.Observe(MapleSpans.DuplicateTo, into.Address);

        // (H) Publishes the copy; pairs with (D) in LoadRoot. Moved above the copying, a reader could enter a
        // node that still holds the source's children.
        machine.Store(into.Address + RootOffset, copy, Publish, MapleSites.CopiedRoot);
        machine.Observe(MapleSpans.DuplicateDone, 0);
        return Errno.None;
    }

    /// <summary>
    /// Copies all nodes, parents first, left to right. The children of a node are taken in one batch: a node
    /// whose batch failed still holds the source's children.
    /// </summary>
    private bool CopyNodes(ulong root, Span<CopyLevel> path, out int failed)
    {
        failed = -1;
        ulong copy = machine.Allocate(MapleNodeLayout.Cache);
        path[0].Source = root;
        path[0].Copy = copy | NodePointer.Tag(root);
        if (copy == 0)
        {
            return false;
        }

        machine.Copy(copy, NodePointer.Address(root), MapleNodeLayout.Words);
        int depth = NodePointer.IsLeaf(root) ? -1 : 0;
        while (depth >= 0)
        {
            ref var level = ref path[depth];
            if (!TakeChildren(ref level))
            {
                failed = depth;
                return false;
            }

            depth = CopyChildren(path, depth);
        }

        return true;
    }

    /// <summary>Takes nodes for all children of a copied node and puts them into its slots.</summary>
    [KernelName("mas_dup_alloc")]
    private bool TakeChildren(ref CopyLevel level)
    {
        var source = new MapleNode<TMachine>(machine, level.Source);
        var copy = new MapleNode<TMachine>(machine, level.Copy);
        level.Slot = 0;
        level.End = source.InternalEnd();
        Span<ulong> batch = stackalloc ulong[MapleNodeLayout.WideSlots];
        batch = batch[..(level.End + 1)];
        if (!machine.AllocateBatch(MapleNodeLayout.Cache, batch))
        {
            return false;
        }

        for (int slot = 0; slot < batch.Length; slot++)
        {
            ulong tag = NodePointer.Tag(source.SlotLocked(slot));
            machine.Store(copy.SlotAddress(slot), batch[slot] | tag, Plain);
        }

        return true;
    }

    /// <summary>
    /// Copies children until one is internal or there are no more; returns the depth to continue at.
    /// </summary>
    [KernelName("mas_copy_node")]
    private int CopyChildren(Span<CopyLevel> path, int from)
    {
        int depth = from;
        while (depth >= 0)
        {
            ref var level = ref path[depth];
            if (level.Slot > level.End)
            {
                depth--;
                if (depth >= 0)
                {
                    path[depth].Slot++;
                }

                continue;
            }

            ulong source = new MapleNode<TMachine>(machine, level.Source).SlotLocked(level.Slot);
            ulong copy = new MapleNode<TMachine>(machine, level.Copy).SlotLocked(level.Slot);
            machine.Copy(NodePointer.Address(copy), NodePointer.Address(source), MapleNodeLayout.Words);
            machine.Store(NodePointer.Address(copy), ParentLink.Of(level.Copy, level.Slot), Plain);
            if (!NodePointer.IsLeaf(source) && depth < MapleNodeLayout.MaxHeight)
            {
                path[depth + 1].Source = source;
                path[depth + 1].Copy = copy;
                return depth + 1;
            }

            level.Slot++;
        }

        return depth;
    }

    /// <summary>Frees what was copied before a batch failed.</summary>
    [KernelName("mas_dup_free")]
    private void FreeCopies(Span<CopyLevel> path, int failed)
    {
        if (failed < 0)
        {
            return;
        }

        var state = At(0);
        for (int depth = failed - 1; depth >= 0; depth--)
        {
            var node = new MapleNode<TMachine>(machine, path[depth].Copy);
            for (int slot = 0; slot <= path[depth].End; slot++)
            {
                ulong child = node.SlotLocked(slot);
                if (slot < path[depth].Slot)
                {
                    state.TearDown(child, inRcuMode: false);
                }
                else
                {
                    machine.Free(MapleNodeLayout.Cache, NodePointer.Address(child));
                }
            }
        }

        machine.Free(MapleNodeLayout.Cache, NodePointer.Address(path[0].Copy));
    }
}
