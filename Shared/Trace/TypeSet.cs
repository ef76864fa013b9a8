namespace Containerless.Shared.Trace;

/// <summary>Kinds of value a site can see.</summary>
[Flags]
public enum ValueKinds
{
    /// <summary>Nothing: the site never completed.</summary>
    None = 0,

    /// <summary>Integral, in the range of int32, not -0.</summary>
    Int32 = 1 << 0,

    /// <summary>Any other number.</summary>
    Double = 1 << 1,

    /// <summary>String.</summary>
    String = 1 << 2,

    /// <summary>Boolean.</summary>
    Boolean = 1 << 3,

    /// <summary>undefined.</summary>
    Undefined = 1 << 4,

    /// <summary>null.</summary>
    Null = 1 << 5,

    /// <summary>Symbol.</summary>
    Symbol = 1 << 6,

    /// <summary>BigInt.</summary>
    BigInt = 1 << 7,

    /// <summary>A function: one of the program's or any other.</summary>
    Function = 1 << 8,

    /// <summary>An array.</summary>
    Array = 1 << 9,

    /// <summary>A plain object, or any object of many shapes.</summary>
    Object = 1 << 10,

    /// <summary>Any other object.</summary>
    Other = 1 << 11,

    /// <summary>Either kind of number.</summary>
    Number = Int32 | Double,
}

/// <summary>What a site saw: an upper bound of kinds. Shapes and elements of the document are validated, not kept.</summary>
/// <param name="Kinds">Kinds seen.</param>
public readonly record struct TypeSet(ValueKinds Kinds)
{
    /// <summary>Whether the site never completed: a hole stands after it.</summary>
    public bool IsEmpty => Kinds == ValueKinds.None;

    /// <summary>Whether something was seen and all of it lies within <paramref name="kinds"/>.</summary>
    public bool IsOnly(ValueKinds kinds) => Kinds != ValueKinds.None && (Kinds & ~kinds) == 0;
}
