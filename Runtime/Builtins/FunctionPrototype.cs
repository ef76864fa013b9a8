using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>Function.prototype (ECMA-262 §20.2.3).</summary>
internal static class FunctionPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) =>
        new("Function.prototype", NodeNames.FunctionPrototype, parent,
    [
        BuiltinTable.Method("call", 1, Call),
        BuiltinTable.Method("apply", 2, Apply),
        BuiltinTable.Method("bind", 1, Bind),
        BuiltinTable.Method("toString", 0, ToText),
        BuiltinTable.Method(Symbol.HasInstance, 1, static (Realm realm, Value self, in Args args, int line) =>
            self.Ref is FunctionObject f && Op.HasInstance(realm, f, args[0], line)),
        ("name", ""),
        ("length", 0),
    ]);

    /// <summary>
    /// Function.prototype.toString (§20.2.3.5) of constructors and methods of Object.prototype, which packages ask for to
    /// tell builtins from others. The text of a closure is not in the trace, and some of Node's own are not native.
    /// </summary>
    private static Value ToText(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is BuiltinFunction f && (f is BuiltinConstructor
            || (Prototypes.Object.HasOwn(f.Name) && ReferenceEquals(Prototypes.Object.Get(realm, f.Name, default, line).Ref, f))))
        {
            realm.Charge(80);
            return $"function {f.Name}() {{ [native code] }}";
        }
        throw new Bailout("the text of a function", line);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Call(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not FunctionObject f) throw new Bailout("TypeError: call of a non-function", line);
        realm.Enter(realm.CurrentLine, FrameStack.OfLightBuiltin);
        realm.Charge(16 * args.Count);
        return f.Invoke(realm, args[0], args.Skip(1), line);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Apply(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not FunctionObject f) throw new Bailout("TypeError: apply of a non-function", line);
        realm.Enter(realm.CurrentLine, FrameStack.OfLightBuiltin);
        return f.Invoke(realm, args[0], args[1].IsNullish ? new Args() : List(realm, args[1], line), line);
    }

    /// <summary>CreateListFromArrayLike (§7.3.18).</summary>
    internal static Args List(Realm realm, Value v, int line)
    {
        if (v.Ref is not JsObject o) throw Errors.Type(realm, "CreateListFromArrayLike called on non-object", line);
        double length = o is ArrayObject list ? list.Count : Op.ToLength(realm, o.GetNamed(realm, "length", line));
        // V8 refuses argument lists that do not fit its stack; the exact limit is not ours to know.
        if (length > 1000) throw new Bailout("apply with many arguments", line);
        realm.Charge(24 + 16 * (long)length);
        var all = new Value[(int)length];
        for (int i = 0; i < all.Length; i++) all[i] = Op.GetIndex(realm, o, i, line);
        return new Args(all);
    }

    private static Value Bind(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not FunctionObject f) throw Errors.Type(realm, "Bind must be called on a function", line);
        realm.Charge(16 * args.Count);
        double length = 0;
        if (f.TryGetOwnProperty(realm, "length", line, out Property own) && own.Value.IsNumber)
            length = Math.Max(0, own.Value.Num - Math.Max(0, args.Count - 1));
        if (length != (int)length) throw new Bailout("bind of a function with an unusual length", line);
        Value name = f.GetNamed(realm, "name", line);
        string text = name.IsString ? Op.ToText(realm, name) : "";
        var bound = new BoundFunction(realm, f, args[0], args.Skip(1), "bound " + text, (int)length);
        JsObject? prototype = f.GetPrototype(realm);
        if (!ReferenceEquals(prototype, Prototypes.FunctionObject)) bound.SetPrototype(realm, prototype, line);
        return bound;
    }
}
