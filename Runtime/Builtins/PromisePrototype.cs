namespace Containerless.Runtime.Builtins;

/// <summary>Promise.prototype (ECMA-262 §27.2.5).</summary>
internal static class PromisePrototype
{
    private static readonly BuiltinFunction ThenFunction = new("then", 2, Then);

    internal static readonly BuiltinTable Table = new("Promise.prototype", NodeNames.PromisePrototype, Prototypes.Object,
    [
        ("then", ThenFunction),
        BuiltinTable.Method("catch", 1, static (Realm realm, Value self, in Args args, int line) =>
            InvokeThen(realm, self, default, args[0], line)),
        BuiltinTable.Method("finally", 1, Finally),
        BuiltinTable.Tag("Promise"),
    ]);

    internal static readonly NamespaceObject Instance = new("Promise.prototype", Table);

    /// <summary>§27.2.5.4.</summary>
    private static Value Then(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not PlainObject { Data: PromiseData data } promise)
            throw Errors.Type(realm, $"Method Promise.prototype.then called on incompatible receiver {Errors.Show(realm, self, line)}", line);
        realm.Charge(64);
        Value species = Species(realm, promise, line);
        Capability derived = ReferenceEquals(species.Ref, PromiseConstructor.Instance)
            ? Capability.Direct(realm)
            : Capability.Of(realm, species, line);
        data.Then(realm, new Reaction(derived, args[0].Ref as FunctionObject, args[1].Ref as FunctionObject));
        return derived.Promise;
    }

    /// <summary>Invoke(promise, "then", …).</summary>
    internal static Value InvokeThen(Realm realm, Value promise, Value onFulfilled, Value onRejected, int line)
    {
        var args = new Args(onFulfilled, onRejected);
        if (promise.Ref is PlainObject { Data: PromiseData } given && Promises.IsPristine(given))
            return Then(realm, promise, in args, line);
        return Op.GetNamed(realm, promise, "then", line).Ref is FunctionObject then
            ? then.Invoke(realm, promise, in args, line)
            : throw new Bailout("TypeError: then is not a function", line);
    }

    /// <summary>SpeciesConstructor (§7.3.22) of a promise.</summary>
    private static Value Species(Realm realm, JsObject promise, int line)
    {
        if (promise is PlainObject { Data: PromiseData } given && Promises.IsPristine(given)) return PromiseConstructor.Instance;
        Value constructor = promise.GetNamed(realm, "constructor", line);
        if (constructor.IsUndefined) return PromiseConstructor.Instance;
        if (constructor.Ref is not JsObject holder) throw Errors.Type(realm, "The .constructor property is not an object", line);
        Value species = holder.GetNamed(realm, Symbol.Species.Key, line);
        if (species.IsNullish) return PromiseConstructor.Instance;
        return species.Ref is FunctionObject { IsConstructor: true }
            ? species
            : throw Errors.Type(realm, "object.constructor[Symbol.species] is not a constructor", line);
    }

    /// <summary>§27.2.5.3.</summary>
    private static Value Finally(Realm realm, Value self, in Args args, int line)
    {
        if (self.Ref is not JsObject promise)
            throw Errors.Type(realm, "Promise.prototype.finally called on non-object", line);
        Value species = Species(realm, promise, line);
        if (args[0].Ref is not FunctionObject last) return InvokeThen(realm, self, args[0], args[0], line);
        return InvokeThen(
            realm, self, new FinallyFunction(realm, species, last, false), new FinallyFunction(realm, species, last, true), line);
    }

    /// <summary>Then Finally and Catch Finally functions (§27.2.5.3.1, §27.2.5.3.2).</summary>
    private sealed class FinallyFunction(Realm realm, Value species, FunctionObject last, bool rejects)
        : FunctionObject(realm, "", 1, FunctionKind.Arrow)
    {
        public override Value Call(Value thisValue, in Args args)
        {
            Value result = last.Invoke(Realm, default, new Args(), 0);
            Value promise = PromiseConstructor.PromiseResolve(Realm, species, result, 0);
            return InvokeThen(Realm, promise, new Thunk(Realm, args[0], rejects), default, 0);
        }
    }

    private sealed class Thunk(Realm realm, Value value, bool throws) : FunctionObject(realm, "", 0, FunctionKind.Arrow)
    {
        public override Value Call(Value thisValue, in Args args) =>
            throws ? throw Op.Throw(Realm, value, 0) : value;
    }
}
