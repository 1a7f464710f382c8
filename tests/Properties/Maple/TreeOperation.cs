using CsCheck;

namespace RcuSim.Tests.Properties.Maple;

internal enum TreeVerb
{
    Store,
    Empty,
    Insert,
    Erase,
    Load,
    Find,
    Next,
    Previous,
    Allocate,
    AllocateReverse,
    Preallocated,
    Duplicate,
    RewriteAll,
}

/// <summary>One operation on a tree; what its operands mean depends on the verb.</summary>
internal sealed record TreeOperation(TreeVerb Verb, ulong First, ulong Last, ulong Size)
{
    /// <summary>Few indices, so that ranges meet; some at the very top.</summary>
    private static readonly Gen<ulong> index = Gen.Frequency(
        (20, Gen.ULong[0, 400]),
        (2, Gen.ULong[0, 20_000]),
        (1, Gen.ULong[ulong.MaxValue - 30, ulong.MaxValue]));

    private static readonly Gen<TreeVerb> verb = Gen.Frequency(
        (24, Gen.Const(TreeVerb.Store)),
        (8, Gen.Const(TreeVerb.Empty)),
        (8, Gen.Const(TreeVerb.Insert)),
        (6, Gen.Const(TreeVerb.Erase)),
        (2, Gen.Const(TreeVerb.Load)),
        (2, Gen.Const(TreeVerb.Find)),
        (2, Gen.Const(TreeVerb.Next)),
        (2, Gen.Const(TreeVerb.Previous)),
        (4, Gen.Const(TreeVerb.Allocate)),
        (4, Gen.Const(TreeVerb.AllocateReverse)),
        (6, Gen.Const(TreeVerb.Preallocated)),
        (1, Gen.Const(TreeVerb.Duplicate)),
        (1, Gen.Const(TreeVerb.RewriteAll)));

    private static readonly Gen<ulong> size = Gen.Frequency((8, Gen.ULong[1, 6]), (1, Gen.ULong[1, 90]));

    private static readonly Gen<TreeOperation> one =
        Gen.Select(verb, index, index, size, Gen.Int[0, 3]).Select(Make);

    public static readonly Gen<TreeOperation[]> Sequence = one.Array[0, 160];

    private static TreeOperation Make((TreeVerb Verb, ulong A, ulong B, ulong Size, int Shape) drawn)
    {
        var (verb, a, b, size, shape) = drawn;
        ulong near = ulong.MaxValue - a < size ? ulong.MaxValue : a + size - 1;
        return shape == 0
            ? new(verb, Math.Min(a, b), Math.Max(a, b), size)
            : new(verb, a, near, size);
    }
}
