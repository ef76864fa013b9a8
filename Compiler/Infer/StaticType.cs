namespace Containerless.Compiler.Infer;

/// <summary>How generated code represents a value.</summary>
internal enum Kind
{
    /// <summary>No value ever arrives.</summary>
    Never,

    /// <summary>C# <c>int</c>: an int32 that is not -0.</summary>
    Int,

    /// <summary>C# <c>double</c>.</summary>
    Double,

    /// <summary>C# <c>bool</c>.</summary>
    Bool,

    /// <summary>C# <c>string</c>.</summary>
    String,

    /// <summary>A <c>Value</c> known to be a string, perhaps a rope: the result of concatenation.</summary>
    Text,

    /// <summary><c>ArrayObject</c>.</summary>
    Array,

    /// <summary>The class generated for one function.</summary>
    Closure,

    /// <summary>Any value.</summary>
    Value,
}

/// <summary>A static type: a kind and, for a closure, which function's.</summary>
internal readonly record struct StaticType(Kind Kind, int Function = -1)
{
    public static readonly StaticType Never = new(Kind.Never);
    public static readonly StaticType Int = new(Kind.Int);
    public static readonly StaticType Double = new(Kind.Double);
    public static readonly StaticType Bool = new(Kind.Bool);
    public static readonly StaticType String = new(Kind.String);
    public static readonly StaticType Text = new(Kind.Text);
    public static readonly StaticType Array = new(Kind.Array);
    public static readonly StaticType Value = new(Kind.Value);

    public static StaticType Closure(int function) => new(Kind.Closure, function);

    public bool IsNumeric => Kind is Kind.Int or Kind.Double;

    public bool IsText => Kind is Kind.String or Kind.Text;

    /// <summary>Whether every value of the type is a primitive whose conversions run no code.</summary>
    public bool IsPrimitive => Kind is Kind.Int or Kind.Double or Kind.Bool or Kind.String or Kind.Text;

    /// <summary>The least type above both.</summary>
    public static StaticType Join(StaticType a, StaticType b) =>
        a == b || b.Kind == Kind.Never ? a
        : a.Kind == Kind.Never ? b
        : a.IsNumeric && b.IsNumeric ? Double
        : a.IsText && b.IsText ? Text
        : Value;
}
