using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

// Shapes and prototypes.
public sealed partial class Realm
{
    /// <summary>Counts what may change what objects inherit; caches of such things hold for one value.</summary>
    internal int PrototypeEpoch;

    /// <summary>Shapes made so far under builtin prototypes.</summary>
    internal int ShapeCount;

    /// <summary>Symbols made so far.</summary>
    internal long Symbols;

    /// <summary>What Symbol.for made.</summary>
    internal readonly Dictionary<string, Symbol> RegisteredSymbols = new(StringComparer.Ordinal);

    /// <summary>Objects { value, done }.</summary>
    internal readonly Shape ResultShape;

    /// <summary>The root of arguments objects, apart so that no cache takes one for an ordinary object.</summary>
    internal readonly Shape ArgumentsRoot = new(Prototypes.ObjectObject);

    /// <summary>Classes with private names that were evaluated.</summary>
    internal readonly HashSet<int> ClassesWithPrivateNames = [];

    /// <summary>Whether a private name is a field (true) or a method or accessor, by its hidden key.</summary>
    internal readonly Dictionary<string, bool> PrivateNames = new(StringComparer.Ordinal);

    /// <summary>Hidden keys of private names.</summary>
    internal readonly Dictionary<string, string> PrivateKeys = new(StringComparer.Ordinal);

    /// <summary>First arguments of tagged templates, by their id.</summary>
    internal readonly Dictionary<int, ArrayObject> TemplateObjects = [];

    /// <summary>The line of the innermost <c>new</c> that a function was constructed by.</summary>
    internal int ConstructLine;

    private readonly Dictionary<JsObject, Shape> _builtinRoots = new(ReferenceEqualityComparer.Instance);
    private Shape? _orphans;

    /// <summary>The root shape of objects with this prototype.</summary>
    internal Shape RootShape(JsObject? prototype, int line)
    {
        if (ReferenceEquals(prototype, Prototypes.ObjectObject)) return EmptyShape;
        return prototype is null ? _orphans ??= new Shape(null) : prototype.Children(this, line);
    }

    /// <summary>The root shape of objects whose prototype is this builtin object.</summary>
    internal Shape RootShapeOf(JsObject builtin)
    {
        if (ReferenceEquals(builtin, Prototypes.ObjectObject)) return EmptyShape;
        if (_builtinRoots.TryGetValue(builtin, out Shape? root)) return root;
        root = new Shape(builtin);
        _builtinRoots.Add(builtin, root);
        return root;
    }

    /// <summary>GetPrototypeFromConstructor (ECMA-262 §10.1.14), as the root shape of what it makes.</summary>
    internal Shape ShapeOfNew(FunctionObject newTarget, NamespaceObject otherwise, int line)
    {
        if (newTarget is BuiltinConstructor builtin) return RootShapeOf(builtin.PrototypeObject);
        return RootShape(newTarget.GetNamed(this, "prototype", line).Ref as JsObject ?? otherwise, line);
    }
}
