namespace Containerless.Runtime.Builtins;

/// <summary>Error and its kinds (ECMA-262 §20.5).</summary>
internal static class ErrorConstructors
{
    private static readonly BuiltinTable ErrorTable = new("Error.prototype", NodeNames.ErrorPrototype, Prototypes.Object,
    [
        ("name", "Error"), ("message", ""), BuiltinTable.Method("toString", 0, ToText),
    ]);

    // V8 keeps the stack as a data property; what it says is no business of ours.
    private static readonly Value Stack = Value.FromAccessor(new Accessor(null, null) { IsOpaque = true });

    internal static readonly BuiltinConstructor Error = Constructor("Error", ErrorTable, NodeNames.ErrorConstructor, null,
        [BuiltinTable.Method("captureStackTrace", 2, CaptureStackTrace)]);

    internal static readonly BuiltinConstructor[] Natives =
    [
        Native("EvalError"), Native("RangeError"), Native("ReferenceError"), Native("SyntaxError"), Native("TypeError"), Native("URIError"),
    ];

    internal static readonly BuiltinConstructor Aggregate = new("AggregateError", 2,
        static (Realm r, Value self, in Args args, int line) => ConstructAggregate(r, Aggregate!, in args, line), ConstructAggregate,
        Prototype("AggregateError"), NodeNames.NativeErrorConstructor, [], Error);

    /// <summary>Whether the function is one of these constructors.</summary>
    internal static bool Makes(FunctionObject constructor) =>
        ReferenceEquals(constructor, Error) || ReferenceEquals(constructor, Aggregate) || Array.IndexOf(Natives, constructor) >= 0;

    private static NamespaceObject Prototype(string name) => new(name + ".prototype",
        new BuiltinTable(name + ".prototype", NodeNames.NativeErrorPrototype, ErrorTable, [("name", name), ("message", "")]));

    private static BuiltinConstructor Native(string name) =>
        Constructor(name, Prototype(name).Table, NodeNames.NativeErrorConstructor, Error, []);

    private static BuiltinConstructor Constructor(string name, BuiltinTable prototype,
        System.Collections.Frozen.FrozenSet<string> known, BuiltinConstructor? parent, IEnumerable<(string, Value)> statics)
    {
        NamespaceObject shown = prototype.Owner ?? new NamespaceObject(name + ".prototype", prototype);
        BuiltinConstructor? made = null;
        Value Construct(Realm r, FunctionObject newTarget, in Args args, int line) =>
            Fill(r, r.ShapeOfNew(newTarget, shown, line), args[0], args[1], line);
        Value Call(Realm r, Value self, in Args args, int line) => Construct(r, made!, in args, line);
        return made = new BuiltinConstructor(name, 1, Call, Construct, shown, known, statics, parent);
    }

    /// <summary>An error that the runtime raises.</summary>
    internal static PlainObject Make(Realm r, string type, string message, int line)
    {
        BuiltinConstructor constructor = Error;
        foreach (BuiltinConstructor each in Natives)
            if (each.Name == type) constructor = each;
        return Fill(r, r.RootShapeOf(constructor.PrototypeObject), message, default, line);
    }

    /// <summary>What a kind of TypeError inherits.</summary>
    internal static BuiltinTable TypeErrorTable => Natives[4].PrototypeObject.Table;

    /// <summary>An error of Node's own.</summary>
    internal static PlainObject Make(Realm r, Shape shape, string code, string message, int line)
    {
        PlainObject error = Fill(r, shape, default, default, line);
        error.DefineOwn(r, "code", code);
        error.DefineOwn(r, "message", message, PropertyFlags.Method);
        return error;
    }

    private static PlainObject Fill(Realm r, Shape shape, Value message, Value options, int line)
    {
        r.Charge(200);
        var error = new PlainObject(shape, new Value[2], new ErrorData { Line = line });
        error.DefineOwn(r, "stack", Stack, PropertyFlags.Configurable | PropertyFlags.Accessor);
        if (!message.IsUndefined) error.DefineOwn(r, "message", Op.ToText(r, message), PropertyFlags.Method);
        if (options.Ref is JsObject o && o.Has(r, "cause", line))
            error.DefineOwn(r, "cause", o.GetNamed(r, "cause", line), PropertyFlags.Method);
        return error;
    }

    /// <summary>An AggregateError that the runtime makes.</summary>
    internal static PlainObject MakeAggregate(Realm r, string message, ArrayObject errors, int line)
    {
        PlainObject error = Fill(r, r.RootShapeOf(Aggregate.PrototypeObject), message, default, line);
        error.DefineOwn(r, "errors", errors, PropertyFlags.Method);
        return error;
    }

    private static Value ConstructAggregate(Realm r, FunctionObject newTarget, in Args args, int line)
    {
        PlainObject error = Fill(r, r.ShapeOfNew(newTarget, Aggregate.PrototypeObject, line), args[1], args[2], line);
        ArrayObject errors = r.Array([]);
        ValueIterator items = Iterators.OfBuiltin(r, args[0], line);
        while (items.MoveNext(out Value item)) errors.Push(r, item);
        error.DefineOwn(r, "errors", errors, PropertyFlags.Method);
        return error;
    }

    /// <summary>Error.prototype.toString (§20.5.3.4).</summary>
    internal static Value ToText(Realm r, Value self, in Args args, int line)
    {
        if (self.Ref is not JsObject o)
            throw Errors.Type(r, $"Method Error.prototype.toString called on incompatible receiver {Errors.Show(r, self, line)}", line);
        Value name = o.GetNamed(r, "name", line);
        string first = name.IsUndefined ? "Error" : Op.ToText(r, name);
        Value message = o.GetNamed(r, "message", line);
        string second = message.IsUndefined ? "" : Op.ToText(r, message);
        if (first.Length == 0) return second;
        return second.Length == 0 ? first : Op.Concat(r, first + ": ", second);
    }

    /// <summary>V8's own. The stack cannot be read, so all that counts is the line, which the second argument hides.</summary>
    private static Value CaptureStackTrace(Realm r, Value self, in Args args, int line)
    {
        if (args[0].Ref is not PlainObject o) throw new Bailout("Error.captureStackTrace of something unusual", line);
        if (!o.IsExtensible) throw new Bailout("Error.captureStackTrace of a frozen object", line);
        o.DefineOwn(r, "stack", Stack, PropertyFlags.Configurable | PropertyFlags.Accessor);
        if (o.Data is ErrorData data) data.Line = args[1].IsUndefined ? line : 0;
        return default;
    }
}

/// <summary>[[ErrorData]].</summary>
internal sealed class ErrorData
{
    /// <summary>The line where the error was made; 0 where that is not known.</summary>
    internal int Line;
}
