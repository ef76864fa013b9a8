namespace Containerless.Runtime.Builtins;

/// <summary>The builtin prototypes. Immutable: a function that would change one bails out.</summary>
internal static class Prototypes
{
    internal static readonly BuiltinTable Object = ObjectPrototype.Table();
    internal static readonly BuiltinTable Function = FunctionPrototype.Table(Object);
    internal static readonly BuiltinTable String = StringPrototype.Table(Object);
    internal static readonly BuiltinTable Number = NumberPrototype.Table(Object);
    internal static readonly BuiltinTable Boolean = BooleanPrototype.Table(Object);
    internal static readonly BuiltinTable Array = ArrayPrototype.Table(Object);
}
