using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

/// <summary>A promise and the way to settle it (PromiseCapability, ECMA-262 §27.2.1.1).</summary>
/// <remarks>
/// Without functions it is settled directly: for promises of the runtime's own making that only one party settles, and
/// only once.
/// </remarks>
internal readonly struct Capability
{
    private Capability(Value promise, FunctionObject? resolve, FunctionObject? reject)
    {
        Promise = promise;
        ResolveFunction = resolve;
        RejectFunction = reject;
    }

    internal readonly Value Promise;
    internal readonly FunctionObject? ResolveFunction;
    internal readonly FunctionObject? RejectFunction;

    /// <summary>A promise that is settled directly.</summary>
    internal static Capability Direct(Realm realm) => new(Promises.New(realm), null, null);

    /// <summary>NewPromiseCapability (§27.2.1.5); always with functions.</summary>
    internal static Capability Of(Realm realm, Value constructor, int line)
    {
        if (ReferenceEquals(constructor.Ref, PromiseConstructor.Instance))
        {
            PlainObject promise = Promises.New(realm);
            ResolvingFunction resolve = ResolvingFunction.Pair(realm, promise, out ResolvingFunction reject);
            return new Capability(promise, resolve, reject);
        }
        if (constructor.Ref is not FunctionObject { IsConstructor: true })
            throw Errors.Type(realm, $"{Errors.Show(realm, constructor, line)} is not a constructor", line);
        var executor = new Executor(realm);
        Value made = Op.New(realm, constructor, new Args(executor), line);
        if (executor.Resolve.Ref is not FunctionObject resolving || executor.Reject.Ref is not FunctionObject rejecting)
            return Op.Raise<Capability>(realm, "TypeError", "Promise resolve or reject function is not callable", line);
        return new Capability(made, resolving, rejecting);
    }

    internal void Resolve(Realm realm, Value value)
    {
        if (ResolveFunction is null) Promises.Resolve(realm, (PlainObject)Promise.Ref!, value);
        else ResolveFunction.Invoke(realm, default, new Args(value), 0);
    }

    internal void Reject(Realm realm, Value reason)
    {
        if (RejectFunction is null) Promises.DataOf((PlainObject)Promise.Ref!).Reject(realm, reason);
        else RejectFunction.Invoke(realm, default, new Args(reason), 0);
    }

    /// <summary>The GetCapabilitiesExecutor function (§27.2.1.5.1).</summary>
    private sealed class Executor(Realm realm) : FunctionObject(realm, "", 2, FunctionKind.Arrow)
    {
        internal Value Resolve;
        internal Value Reject;

        public override Value Call(Value thisValue, in Args args)
        {
            if (!Resolve.IsUndefined || !Reject.IsUndefined)
            {
                return Op.Raise<Value>(
                    Realm, "TypeError", "Promise executor has already been invoked with non-undefined arguments", 0);
            }
            Resolve = args[0];
            Reject = args[1];
            return default;
        }
    }
}
