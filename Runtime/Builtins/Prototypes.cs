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

    // What Object.prototype and the like give: mostly for Object.prototype.hasOwnProperty.call(o, k).
    internal static readonly NamespaceObject ObjectObject = new("Object.prototype", Object);
    internal static readonly NamespaceObject FunctionObject = new("Function.prototype", Function);
    internal static readonly NamespaceObject StringObject = new("String.prototype", String);
    internal static readonly NamespaceObject NumberObject = new("Number.prototype", Number);
    internal static readonly NamespaceObject BooleanObject = new("Boolean.prototype", Boolean);
    internal static readonly NamespaceObject ArrayObject = new("Array.prototype", Array);
}
