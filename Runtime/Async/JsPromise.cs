using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Containerless.Runtime;

/// <summary>What a call of an async function gives in generated code; <typeparamref name="T"/> is <see cref="Value"/>.</summary>
/// <remarks>
/// The promise object is made when the function is first suspended, or where the caller asks for it. Both are the same
/// to the function: nothing runs in between.
/// </remarks>
[AsyncMethodBuilder(typeof(JsPromiseBuilder<>))]
public readonly struct JsPromise<T>
{
    private readonly AsyncFrame? _frame;
    private readonly JsThrow? _thrown;
    private readonly Value _value;

    internal JsPromise(AsyncFrame? frame, JsThrow? thrown, Value value)
    {
        _frame = frame;
        _thrown = thrown;
        _value = value;
    }

    /// <summary>The promise object; called once, right after the function.</summary>
    public Value Promise(Realm realm)
    {
        if (_frame is not null) return _frame.Promise;
        PlainObject promise = Promises.New(realm);
        if (_thrown is not null) Promises.DataOf(promise).Reject(realm, _thrown.Value);
        else Promises.Resolve(realm, promise, _value);
        return promise;
    }
}

/// <summary>What the two kinds of builders share.</summary>
internal static class JsPromise
{
    /// <summary>Awaiting anything but what the realm gives is a fault of the generated code.</summary>
    internal static InvalidOperationException Foreign() => new("generated code awaits something that is not the realm's");

    /// <summary>Throws again what a body threw, when its state machine has left its catch.</summary>
    /// <remarks>
    /// SetException only takes note of an exception, because it is called in the state machine's catch, which runs on top
    /// of the stack that threw: throwing there, level by level, would use up the stack that the bail-out is to save.
    /// </remarks>
    internal static void Rethrow(Exception e)
    {
        // The trace of what is expected, of possibly thousands of frames, is of no use.
        if (e is Bailout or LimitExceeded or JsCompletion) throw e;
        ExceptionDispatchInfo.Throw(e);
    }
}
