using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>An async function that was suspended; a reaction of the promise that it waits for.</summary>
internal abstract class AsyncFrame(Realm realm, PlainObject promise) : Job
{
    /// <summary>The promise of the call.</summary>
    internal readonly PlainObject Promise = promise;

    /// <summary>What the body threw in the step that has just ended.</summary>
    internal Exception? Error;

    internal void Return(Value value) => Promises.Resolve(realm, Promise, value);

    internal sealed override void Run(Realm realm, Value value, bool rejected)
    {
        realm.Resume(rejected ? Resumption.Throw : Resumption.Next, value);
        MoveNext();
        if (Error is null) return;
        if (Error is JsThrow thrown) Promises.DataOf(Promise).Reject(realm, thrown.Value);
        else JsPromise.Rethrow(Error);
    }

    private protected abstract void MoveNext();
}

/// <summary>The frame with the state machine that the C# compiler made.</summary>
internal sealed class AsyncFrame<TStateMachine>(Realm realm, PlainObject promise) : AsyncFrame(realm, promise)
    where TStateMachine : IAsyncStateMachine
{
    internal TStateMachine? StateMachine;

    private protected override void MoveNext() => StateMachine!.MoveNext();
}
