namespace Containerless.Runtime.Builtins;

/// <summary>
/// The builtin prototypes. Immutable: a function that would change one bails out. Nothing here refers to a constructor
/// (it is the other way round), so that no initialisation is circular.
/// </summary>
internal static class Prototypes
{
    internal static readonly BuiltinTable Object = ObjectPrototype.Table();
    internal static readonly NamespaceObject ObjectObject = new("Object.prototype", Object);
    internal static readonly FunctionObject ObjectToString = (FunctionObject)Object.Get(null!, "toString", default, 0).AsObject!;

    internal static readonly BuiltinTable Function = FunctionPrototype.Table(Object);
    internal static readonly NamespaceObject FunctionObject = new("Function.prototype", Function) { IsCallable = true };
    internal static readonly NamespaceObject AsyncFunctionObject = new("AsyncFunction.prototype",
        new BuiltinTable("AsyncFunction.prototype", NodeNames.AsyncFunctionPrototype, Function, [BuiltinTable.Tag("AsyncFunction")]));
    internal static readonly NamespaceObject GeneratorFunctionObject = new("GeneratorFunction.prototype",
        new BuiltinTable("GeneratorFunction.prototype", NodeNames.GeneratorFunctionPrototype, Function, [BuiltinTable.Tag("GeneratorFunction")]));

    internal static readonly BuiltinTable String = StringPrototype.Table(Object);
    internal static readonly NamespaceObject StringObject = new("String.prototype", String);
    internal static readonly BuiltinTable Number = NumberPrototype.Table(Object);
    internal static readonly NamespaceObject NumberObject = new("Number.prototype", Number);
    internal static readonly BuiltinTable Boolean = BooleanPrototype.Table(Object);
    internal static readonly NamespaceObject BooleanObject = new("Boolean.prototype", Boolean);
    internal static readonly BuiltinTable Symbol = SymbolPrototype.Table(Object);
    internal static readonly NamespaceObject SymbolObject = new("Symbol.prototype", Symbol);
    internal static readonly BuiltinTable Array = ArrayPrototype.Table(Object);
    internal static readonly NamespaceObject ArrayObject = new("Array.prototype", Array);

    internal static readonly BuiltinTable Iterator = IteratorPrototype.Table(Object);
    internal static readonly NamespaceObject IteratorObject = new("Iterator.prototype", Iterator);
}
