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
    ]);

    private static Value Call(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not FunctionObject f) throw new Bailout("TypeError: call of a non-function", line);
        realm.ProbeStack();
        realm.Charge(16 * args.Count);
        return f.Invoke(realm, args[0], args.Skip(1), line);
    }

    private static Value Apply(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not FunctionObject f) throw new Bailout("TypeError: apply of a non-function", line);
        realm.ProbeStack();
        if (args[1].IsNullish) return f.Invoke(realm, args[0], new Args(), line);
        // V8 refuses argument lists that do not fit its stack; the exact limit is not ours to know.
        if (args[1].Ref is not ArrayObject list || list.Count > 1000)
            throw new Bailout("apply with something other than a short array", line);
        realm.Charge(24 + 16 * list.Count);
        var all = new Value[list.Count];
        for (int i = 0; i < all.Length; i++) all[i] = list[i];
        return f.Invoke(realm, args[0], new Args(all), line);
    }

    private static Value Bind(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not FunctionObject f) throw new Bailout("TypeError: Bind must be called on a function", line);
        realm.Charge(16 * args.Count);
        return new BoundFunction(realm, f, args[0], args.Skip(1));
    }

    /// <summary>A bound function (ECMA-262 §10.4.1).</summary>
    private sealed class BoundFunction(Realm realm, FunctionObject target, Value self, Args first)
        : FunctionObject(realm, "bound", 0)
    {
        public override Value Call(Value thisValue, in Args args)
        {
            Realm.ProbeStack();
            int line = Realm.CurrentLine;
            if (first.Count == 0) return target.Invoke(Realm, self, in args, line);
            Realm.Charge(24 + 16 * (first.Count + args.Count));
            var all = new Value[first.Count + args.Count];
            for (int i = 0; i < first.Count; i++) all[i] = first[i];
            for (int i = 0; i < args.Count; i++) all[first.Count + i] = args[i];
            return target.Invoke(Realm, self, new Args(all), line);
        }
    }
}
