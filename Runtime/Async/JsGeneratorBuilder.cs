using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>Builds generators (ECMA-262 §27.5): the C# compiler calls it, nobody else.</summary>
/// <remarks>
/// The call runs the parameters' code and stops at <see cref="Realm.Begin"/>, where the state machine moves into a
/// <see cref="GeneratorFrame"/>. From then on the frame runs it, on the stack of whoever calls next().
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct JsGeneratorBuilder<T>
{
    private GeneratorFrame? _frame;
    private Exception? _error;

    /// <summary>A new builder.</summary>
    public static JsGeneratorBuilder<T> Create() => default;

    /// <summary>What the call gives.</summary>
    public readonly JsGenerator<T> Task => new(_frame);

    /// <summary>Runs what comes before the body proper.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
    {
        stateMachine.MoveNext();
        if (_error is not null) JsPromise.Rethrow(_error);
    }

    /// <summary>Not used: frames hold their state machines themselves.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => throw JsPromise.Foreign();

    /// <summary>The body returned.</summary>
    public readonly void SetResult(T result) => _frame!.Return((Value)(object)result!);

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
        if (typeof(TAwaiter) == typeof(JsYield))
        {
            _frame!.Yielded = Unsafe.As<TAwaiter, JsYield>(ref awaiter).Realm.TakePassed();
        }
        else if (typeof(TAwaiter) == typeof(JsYieldAll))
        {
            _frame!.Inner = Unsafe.As<TAwaiter, JsYieldAll>(ref awaiter);
        }
        else if (typeof(TAwaiter) == typeof(JsBegin) && _frame is null)
        {
            JsBegin begin = Unsafe.As<TAwaiter, JsBegin>(ref awaiter);
            begin.Realm.Charge(128 + Unsafe.SizeOf<TStateMachine>());
            var frame = new GeneratorFrame<TStateMachine>(begin.Function);
            _frame = frame;                         // before the copy: both know the frame
            frame.StateMachine = stateMachine;
        }
        else
        {
            throw JsPromise.Foreign();
        }
    }
}
