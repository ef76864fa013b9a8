namespace Containerless.Runtime.Builtins;

/// <summary>Function.prototype (ECMA-262 §20.2.3).</summary>
internal static class FunctionPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) =>
        new("Function.prototype", NodeNames.FunctionPrototype, parent,
    [
        BuiltinTable.Method("call", 1, Call),
        BuiltinTable.Method("apply", 2, Apply),
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
}
