namespace RcuSim.Mm;

/// <summary>The levels of page tables; a table points to tables of the level below its own.</summary>
internal enum TableLevel
{
    /// <summary>Its entries are pages.</summary>
    Pte,

    /// <summary>Its entries are tables of pages.</summary>
    Pmd,

    /// <summary>The level above.</summary>
    Pud,

    /// <summary>The root: one for each address space.</summary>
    Pgd,
}
