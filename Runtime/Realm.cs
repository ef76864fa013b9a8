using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>
/// The world of one compiled function: its module-level state, shapes, inline caches and limits. One thread at a time.
/// </summary>
public sealed partial class Realm
{
    internal readonly CacheEntry[] Caches;
    internal readonly Shape EmptyShape = new(Builtins.Prototypes.ObjectObject);
    internal readonly Shape RequestShape;
    private readonly string[][] _literals;
    private readonly Shape?[] _literalShapes;

    // Whoever runs code has a realm: this initialises all builtins on one thread.
    static Realm() => Builtins.Globals.Initialize();

    internal Realm(int caches, string[][] literals)
    {
        Caches = new CacheEntry[caches];
        _literals = literals;
        _literalShapes = new Shape?[literals.Length];
        RequestShape = ShapeWith("path", "query", "body");
        ResultShape = ShapeWith("value", "done");
        Environment = new PlainObject(EmptyShape, []);
        _stack.Reset();
        BeginRequest(_limits, _clock, CancellationToken.None);
    }

    private Shape ShapeWith(params ReadOnlySpan<string> names)
    {
        Shape shape = EmptyShape;
        foreach (string name in names) shape = shape.With(this, name, PropertyFlags.All)!;
        return shape;
    }

    /// <summary>An object literal: <paramref name="literal"/> indexes <see cref="CompiledProgram.Literals"/>, and
    /// <paramref name="values"/>, one for each key, is taken, not copied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlainObject Object(int literal, Value[] values)
    {
        Shape? shape = _literalShapes[literal];
        if (shape is null || shape.Count != values.Length) return LiteralSlow(literal, values);
        Charge(72 + 16 * values.Length);
        return new PlainObject(shape, values);
    }

    private PlainObject LiteralSlow(int literal, Value[] values)
    {
        string[] keys = _literals[literal];
        if (keys.Length != values.Length) throw new ArgumentException("values do not fit the literal's keys");
        PlainObject o = Object();
        bool distinct = true;
        for (int i = 0; i < keys.Length; i++)
        {
            // { "__proto__": v } sets the prototype (ECMA-262 §13.2.5.5).
            if (keys[i] == "__proto__") throw new Bailout("__proto__ in an object literal");
            distinct &= o.FindSlot(keys[i]) < 0;
            o.DefineOwn(this, keys[i], values[i]);
        }
        if (distinct && o.Shape.IsShared) _literalShapes[literal] = o.Shape;
        return o;
    }

    /// <summary>An empty object.</summary>
    public PlainObject Object()
    {
        Charge(72);
        return new PlainObject(EmptyShape, []);
    }

    /// <summary>An array of these elements (<see cref="Value.Hole"/> marks a hole); the storage is taken, not copied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ArrayObject Array(Value[] elements)
    {
        Charge(64 + 16L * elements.Length);
        return new ArrayObject(elements, elements.Length);
    }

    /// <summary>An empty list, for arguments or elements of which some are spread.</summary>
    public ValueList List() => new(this);

    /// <summary>What <c>require(name)</c> gives: of Node's own modules something whose every use bails out.</summary>
    /// <exception cref="Bailout">There is no module of this name.</exception>
    public Value Module(string name) => name == "containerless"
        ? Builtins.ContainerlessModule.Instance
        : Builtins.NodeModule.Of(name);

    /// <summary>The value of a name that no scope declares.</summary>
    /// <exception cref="Bailout">The global is not implemented.</exception>
    /// <exception cref="JsThrow">It does not exist.</exception>
    public Value Global(string name, int line) => Builtins.Globals.Get(this, name, line);

    /// <summary>typeof of such a name, which need not exist (ECMA-262 §13.5.3.1).</summary>
    /// <exception cref="Bailout">The global is not implemented.</exception>
    public string TypeOfGlobal(string name, int line) => name == "require"
        ? "function" // of the scope of CommonJS modules; its calls are what Module is for
        : Builtins.Globals.TryGet(name, line, out Value value) ? Op.TypeOf(value) : "undefined";
}
