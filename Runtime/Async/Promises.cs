using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

/// <summary>Operations on promises (ECMA-262 §27.2.1 and §27.2.4.7.1).</summary>
internal static class Promises
{
    /// <summary>A pending promise.</summary>
    internal static PlainObject New(Realm realm)
    {
        realm.Charge(160);
        return new PlainObject(realm.RootShapeOf(PromisePrototype.Instance), [], new PromiseData());
    }

    internal static PromiseData DataOf(PlainObject promise) => (PromiseData)promise.Data!;

    internal static PromiseData? DataOf(Value value) => (value.Ref as PlainObject)?.Data as PromiseData;

    /// <summary>
    /// Whether looking up <c>then</c> and <c>constructor</c> can only give the builtin ones, so that neither has to be
    /// looked up nor called: no code of the function could tell.
    /// </summary>
    internal static bool IsPristine(PlainObject promise) =>
        promise.Count == 0 && ReferenceEquals(promise.Shape.Prototype, PromisePrototype.Instance);

    /// <summary>An error object of the realm.</summary>
    internal static Value Error(Realm realm, string type, string message) => ErrorConstructors.Make(realm, type, message, 0);

    /// <summary>The AggregateError of Promise.any (§27.2.4.3.1).</summary>
    internal static Value AggregateError(Realm realm, ArrayObject errors, int line) =>
        ErrorConstructors.MakeAggregate(realm, "All promises were rejected", errors, line);

    /// <summary>The promise resolve function (§27.2.1.3.2) from step 7 on.</summary>
    internal static void Resolve(Realm realm, PlainObject promise, Value resolution)
    {
        PromiseData data = DataOf(promise);
        if (ReferenceEquals(promise, resolution.Ref))
        {
            data.Reject(realm, Error(realm, "TypeError", "Chaining cycle detected for promise #<Promise>"));
            return;
        }
        switch (Then(realm, resolution, out PromiseData? native, out Value settled))
        {
            case Thenable.No:
                data.Fulfill(realm, settled);
                break;
            case Thenable.Threw:
                data.Reject(realm, settled);
                break;
            case Thenable.Native:
                realm.Charge(48);
                realm.Enqueue(new AdoptJob(promise, native!), default, false);
                break;
            default:
                realm.Charge(64);
                realm.Enqueue(new ThenableJob(promise, resolution), settled, false);
                break;
        }
    }

    /// <summary>
    /// PromiseResolve (§27.2.4.7.1) with %Promise%, for code of the runtime that only waits for the result: either the
    /// promise to wait for, or, where it would be settled already, what it would be settled with.
    /// </summary>
    internal static void Resolution(
        Realm realm, Value value, out PromiseData? promise, out Value settled, out bool rejected)
    {
        promise = null;
        rejected = false;
        if (value.Ref is PlainObject { Data: PromiseData data } given && HasBuiltinConstructor(realm, given))
        {
            promise = data;
            settled = default;
            return;
        }
        switch (Then(realm, value, out PromiseData? native, out settled))
        {
            case Thenable.No:
                break;
            case Thenable.Threw:
                rejected = true;
                break;
            case Thenable.Native:
                promise = native;
                break;
            default:
                PlainObject made = New(realm);
                realm.Charge(64);
                realm.Enqueue(new ThenableJob(made, value), settled, false);
                promise = DataOf(made);
                break;
        }
    }

    /// <summary>The promise object of <see cref="Resolution"/>: itself for a promise.</summary>
    internal static PlainObject Of(Realm realm, Value value)
    {
        if (value.Ref is PlainObject { Data: PromiseData } given && HasBuiltinConstructor(realm, given)) return given;
        PlainObject promise = New(realm);
        Resolve(realm, promise, value);
        return promise;
    }

    private static bool HasBuiltinConstructor(Realm realm, PlainObject promise) => IsPristine(promise)
        || ReferenceEquals(promise.GetNamed(realm, "constructor", 0).Ref, PromiseConstructor.Instance);

    private enum Thenable : byte
    {
        No,
        Threw,
        Native,
        Yes,
    }

    /// <summary>What <c>then</c> of the value is; <paramref name="result"/> is the value, its <c>then</c>, or the error
    /// of reading it.</summary>
    private static Thenable Then(Realm realm, Value value, out PromiseData? native, out Value result)
    {
        native = null;
        result = value;
        if (value.Ref is not JsObject o) return Thenable.No;
        if (o is PlainObject { Data: PromiseData data } promise && IsPristine(promise))
        {
            native = data;
            return Thenable.Native;
        }
        try
        {
            result = o.GetNamed(realm, "then", 0);
        }
        catch (JsThrow e)
        {
            result = e.Value;
            return Thenable.Threw;
        }
        if (result.Ref is FunctionObject) return Thenable.Yes;
        result = value;
        return Thenable.No;
    }

    /// <summary>NewPromiseResolveThenableJob (§27.2.2.2) for a promise whose <c>then</c> is the builtin one.</summary>
    private sealed class AdoptJob(PlainObject promise, PromiseData from) : Job
    {
        internal override void Run(Realm realm, Value value, bool rejected) =>
            from.Then(realm, new Settle(promise));
    }

    /// <summary>The reaction that settles a promise like another; no thenable comes from a settled promise.</summary>
    internal sealed class Settle(PlainObject promise) : Job
    {
        internal override void Run(Realm realm, Value value, bool rejected)
        {
            if (rejected) DataOf(promise).Reject(realm, value);
            else Resolve(realm, promise, value);
        }
    }

    /// <summary>NewPromiseResolveThenableJob (§27.2.2.2); the value it runs with is the <c>then</c>.</summary>
    private sealed class ThenableJob(PlainObject promise, Value thenable) : Job
    {
        internal override void Run(Realm realm, Value value, bool rejected)
        {
            ResolvingFunction resolve = ResolvingFunction.Pair(realm, promise, out ResolvingFunction reject);
            try
            {
                ((FunctionObject)value.Ref!).Invoke(realm, thenable, new Args(resolve, reject), 0);
            }
            catch (JsThrow e)
            {
                reject.Call(default, new Args(e.Value));
            }
        }
    }
}
