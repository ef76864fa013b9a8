namespace Containerless.Runtime;

/// <summary>What queueMicrotask queues.</summary>
internal sealed class CallbackJob(FunctionObject callback) : Job
{
    /// <summary>The global queueMicrotask.</summary>
    internal static Value Queue(Realm realm, Value self, in Args args, int line)
    {
        if (args[0].Ref is not FunctionObject callback)
            throw new Bailout("TypeError: the callback is not a function", line);
        realm.Charge(48);
        realm.Enqueue(new CallbackJob(callback), default, false);
        return default;
    }

    internal override void Run(Realm realm, Value value, bool rejected)
    {
        JsThrow? thrown = null;
        try
        {
            callback.Invoke(realm, default, new Args(), 0);
        }
        catch (JsThrow e)
        {
            thrown = e;
        }
        if (thrown is not null) realm.Uncaught(thrown.Value);
    }
}
