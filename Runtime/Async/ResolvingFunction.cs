namespace Containerless.Runtime;

/// <summary>A promise's resolve or reject function (ECMA-262 §27.2.1.3): of the two, the first call counts.</summary>
internal sealed class ResolvingFunction : FunctionObject
{
    private readonly Once _once;
    private readonly bool _rejects;

    private ResolvingFunction(Realm realm, Once once, bool rejects) : base(realm, "", 1, FunctionKind.Arrow)
    {
        _once = once;
        _rejects = rejects;
    }

    internal static ResolvingFunction Pair(Realm realm, PlainObject promise, out ResolvingFunction reject)
    {
        realm.Charge(24);
        var once = new Once { Promise = promise };
        reject = new ResolvingFunction(realm, once, true);
        return new ResolvingFunction(realm, once, false);
    }

    public override Value Call(Value thisValue, in Args args)
    {
        Realm.Spend(1);
        PlainObject? promise = _once.Promise;
        if (promise is null) return default;
        _once.Promise = null;
        if (_rejects) Promises.DataOf(promise).Reject(Realm, args[0]);
        else Promises.Resolve(Realm, promise, args[0]);
        return default;
    }

    private sealed class Once
    {
        /// <summary>Null once either function was called: [[AlreadyResolved]].</summary>
        internal PlainObject? Promise;
    }
}
