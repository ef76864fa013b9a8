using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>Builds async functions (ECMA-262 §27.7): the C# compiler calls it, nobody else.</summary>
/// <remarks>
/// The body runs on the caller's stack up to its first await; then its state machine moves into an
/// <see cref="AsyncFrame"/>, which the realm's microtask queue resumes. There is no thread pool and no flowing context.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct JsPromiseBuilder<T>
{
    private AsyncFrame? _frame;
    private Exception? _error;
    private Value _value;

    /// <summary>A new builder.</summary>
    public static JsPromiseBuilder<T> Create() => default;

    /// <summary>What the call gives.</summary>
    public readonly JsPromise<T> Task => new(_frame, (JsThrow?)_error, _value);

    /// <summary>Runs the body up to its first await.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
    {
        stateMachine.MoveNext();
        if (_error is not null and not JsThrow) JsPromise.Rethrow(_error);
    }

    /// <summary>Not used: frames hold their state machines themselves.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => throw JsPromise.Foreign();

    /// <summary>The body returned.</summary>
    public void SetResult(T result)
    {
        var value = (Value)(object)result!;
        if (_frame is null) _value = value;
        else _frame.Return(value);
    }

    /// <summary>The body threw; see <see cref="JsPromise.Rethrow"/>.</summary>
    public void SetException(Exception exception)
    {
        _error = exception;
        if (_frame is not null) _frame.Error = exception;
    }

    /// <summary>Suspends the body.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => throw JsPromise.Foreign();

    /// <summary>Suspends the body.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (typeof(TAwaiter) != typeof(JsAwait)) throw JsPromise.Foreign();
        Realm realm = Unsafe.As<TAwaiter, JsAwait>(ref awaiter).Realm;
        if (_frame is null)
        {
            realm.Charge(96 + Unsafe.SizeOf<TStateMachine>());
            var frame = new AsyncFrame<TStateMachine>(realm, Promises.New(realm));
            _frame = frame;                         // before the copy: both know the frame
            frame.StateMachine = stateMachine;
        }
        realm.Suspend(_frame);
    }
}
