namespace Containerless.Runtime.Builtins;

/// <summary>The function Promise and its members (ECMA-262 §27.2.3, §27.2.4).</summary>
internal static class PromiseConstructor
{
    internal static readonly BuiltinConstructor Instance = new("Promise", 1,
        static (Realm realm, Value self, in Args args, int line) =>
            Op.Raise<Value>(realm, "TypeError", "Promise constructor cannot be invoked without 'new'", line),
        Construct, PromisePrototype.Instance, NodeNames.PromiseConstructor,
        [
            BuiltinTable.Method("resolve", 1, Resolve),
            BuiltinTable.Method("reject", 1, Reject),
            .. PromiseCombinators.Members(),
            (Symbol.Species.Key, Value.FromAccessor(new Accessor(new BuiltinFunction("get [Symbol.species]", 0,
                static (Realm realm, Value self, in Args args, int line) => self), null))),
        ]);

    /// <summary>§27.2.3.1.</summary>
    private static Value Construct(Realm realm, FunctionObject newTarget, in Args args, int line)
    {
        if (args[0].Ref is not FunctionObject executor)
        {
            throw Errors.Type(realm, $"Promise resolver {Errors.Show(realm, args[0], line)} is not a function", line);
        }
        realm.Charge(160);
        var promise = new PlainObject(realm.ShapeOfNew(newTarget, PromisePrototype.Instance, line), [], new PromiseData());
        ResolvingFunction resolve = ResolvingFunction.Pair(realm, promise, out ResolvingFunction reject);
        try
        {
            executor.Invoke(realm, default, new Args(resolve, reject), line);
        }
        catch (JsThrow e)
        {
            reject.Call(default, new Args(e.Value));
        }
        return promise;
    }

    /// <summary>§27.2.4.7.</summary>
    private static Value Resolve(Realm realm, Value self, in Args args, int line) =>
        PromiseResolve(realm, self, args[0], line);

    /// <summary>PromiseResolve (§27.2.4.7.1).</summary>
    internal static Value PromiseResolve(Realm realm, Value constructor, Value value, int line)
    {
        if (ReferenceEquals(constructor.Ref, Instance)) return Promises.Of(realm, value);
        if (constructor.Ref is not JsObject) throw Errors.Type(realm, "PromiseResolve called on non-object", line);
        if (Promises.DataOf(value) is not null
            && Op.StrictEquals(((PlainObject)value.Ref!).GetNamed(realm, "constructor", line), constructor)) return value;
        Capability capability = Capability.Of(realm, constructor, line);
        capability.Resolve(realm, value);
        return capability.Promise;
    }

    /// <summary>§27.2.4.6.</summary>
    private static Value Reject(Realm realm, Value self, in Args args, int line)
    {
        Capability capability = ReferenceEquals(self.Ref, Instance)
            ? Capability.Direct(realm)
            : Capability.Of(realm, self, line);
        capability.Reject(realm, args[0]);
        return capability.Promise;
    }
}
