using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>A JavaScript value (ECMA-262 §6.1) in 16 bytes; the default is undefined.</summary>
/// <remarks>
/// <c>Ref</c> says what it is: null for undefined, a <see cref="Tag"/> for numbers, booleans and null, and otherwise
/// the string, rope or object itself. <c>Num</c> is the number, 1 or 0 for booleans, and 0 for everything else, so
/// that two values with the same <c>Ref</c> are strictly equal exactly when their <c>Num</c> are.
/// </remarks>
public readonly struct Value
{
    internal readonly object? Ref;
    internal readonly double Num;

    /// <summary>The value undefined.</summary>
    public static readonly Value Undefined;

    /// <summary>The value null.</summary>
    public static readonly Value Null = new(Tag.Null, 0);

    /// <summary>Marks a missing element in <see cref="Realm.Array"/>; no JavaScript code ever sees it.</summary>
    public static readonly Value Hole = new(Tag.Hole, 0);

    /// <summary>The value true.</summary>
    public static readonly Value True = new(Tag.Boolean, 1);

    /// <summary>The value false.</summary>
    public static readonly Value False = new(Tag.Boolean, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value(object? reference, double number)
    {
        Ref = reference;
        Num = number;
    }

    /// <summary>A number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Value(double number) => new(Tag.Number, number);

    /// <summary>A number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Value(int number) => new(Tag.Number, number);

    /// <summary>A boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Value(bool boolean) => new(Tag.Boolean, boolean ? 1 : 0);

    /// <summary>A string; a null reference gives undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Value(string? text) => new(text, 0);

    /// <summary>An object; a null reference gives undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Value(JsObject? o) => new(o, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Value FromRope(Rope rope) => new(rope, 0);

    internal static Value FromSymbol(Symbol symbol) => new(symbol, 0);

    /// <summary>What the slot of an accessor property holds. Never leaves the runtime.</summary>
    internal static Value FromAccessor(Accessor accessor) => new(accessor, 0);

    /// <summary>Whether this is a number.</summary>
    public bool IsNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Tag.Number);
    }

    /// <summary>Whether this is a string.</summary>
    public bool IsString
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is string || Ref is Rope;
    }

    /// <summary>Whether this is true or false.</summary>
    public bool IsBoolean
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Tag.Boolean);
    }

    /// <summary>Whether this is an object; functions and arrays are.</summary>
    public bool IsObject
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is JsObject;
    }

    /// <summary>Whether this is undefined.</summary>
    public bool IsUndefined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is null;
    }

    /// <summary>Whether this is null.</summary>
    public bool IsNull
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Tag.Null);
    }

    /// <summary>Whether this is undefined or null.</summary>
    public bool IsNullish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is null || ReferenceEquals(Ref, Tag.Null);
    }

    /// <summary>The number where <see cref="IsNumber"/> holds; otherwise meaningless (1 or 0).</summary>
    public double AsNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Num;
    }

    /// <summary>The boolean where <see cref="IsBoolean"/> holds; otherwise meaningless.</summary>
    public bool AsBoolean
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Num != 0;
    }

    /// <summary>The object, or null where this is not an object.</summary>
    public JsObject? AsObject
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref as JsObject;
    }

    internal bool IsHole
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Tag.Hole);
    }

    internal Value HoleToUndefined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Tag.Hole) ? default : this;
    }

    /// <summary>A short text for debuggers and logs; not JavaScript's ToString.</summary>
    public override string ToString() => Ref switch
    {
        null => "undefined",
        string s => s,
        _ when IsNumber => NumberText.Of(Num),
        _ when IsBoolean => AsBoolean ? "true" : "false",
        _ => Ref.ToString() ?? "",
    };
}
