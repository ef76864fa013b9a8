using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>What a generator did when it was resumed.</summary>
internal enum GeneratorStep : byte
{
    /// <summary>It yielded a value.</summary>
    Yield,

    /// <summary>It yielded, from within yield*, the result object of the inner iterator.</summary>
    Result,

    /// <summary>It has come to its end, with a value.</summary>
    Done,
}

/// <summary>A generator's internal slots and its suspended body (ECMA-262 §27.5.3).</summary>
/// <remarks>Nothing but the generator object holds it: one that is never finished is garbage when the object is.</remarks>
internal abstract class GeneratorFrame(FunctionObject function)
{
    private State _state;
    private bool _returned;

    /// <summary>The function that was called.</summary>
    internal readonly FunctionObject Function = function;

    /// <summary>What the body threw in the step that has just ended.</summary>
    internal Exception? Error;

    /// <summary>What it yielded or returned.</summary>
    internal Value Yielded;

    /// <summary>The yield* the body stands at.</summary>
    internal JsYieldAll? Inner;

    /// <summary>The body returned.</summary>
    internal void Return(Value value)
    {
        _returned = true;
        Yielded = value;
    }

    /// <summary>GeneratorResume and GeneratorResumeAbrupt (§27.5.3.3, §27.5.3.4), without making a result object.</summary>
    /// <exception cref="JsThrow">The body threw, or the generator is running.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal GeneratorStep Step(Realm realm, Resumption mode, Value value, int line, out Value result)
    {
        result = default;
        switch (_state)
        {
            case State.Running:
                Op.Raise<Value>(realm, "TypeError", "Generator is already running", line);
                break;
            case State.Begun when mode != Resumption.Next:
                End();
                goto case State.Done;
            case State.Done:
                if (mode == Resumption.Throw) throw Op.Throw(realm, value, line);
                if (mode == Resumption.Return) result = value;
                return GeneratorStep.Done;
        }
        _state = State.Running;
        realm.Enter(line, FrameStack.OfBuiltin);
        if (Inner is not null && !Inner.Step(realm, ref mode, ref value))
        {
            _state = State.Suspended;
            result = value;
            return GeneratorStep.Result;
        }
        Inner = null;
        realm.Resume(mode, value);
        MoveNext();
        return Stopped(out result);
    }

    /// <summary>What the body came to.</summary>
    private GeneratorStep Stopped(out Value result)
    {
        if (Error is { } error)
        {
            End();
            if (error is not GeneratorReturn returned) JsPromise.Rethrow(error);
            else Return(returned.Value);
        }
        result = Inner is null ? Yielded : Inner.First;
        Yielded = default;
        if (_returned)
        {
            End();
            return GeneratorStep.Done;
        }
        _state = State.Suspended;
        return Inner is null ? GeneratorStep.Yield : GeneratorStep.Result;
    }

    private void End()
    {
        _state = State.Done;
        Error = null;
        Inner = null;
        Drop();
    }

    private protected abstract void MoveNext();

    /// <summary>Lets go of the body's variables.</summary>
    private protected abstract void Drop();

    private enum State : byte
    {
        Begun,
        Suspended,
        Running,
        Done,
    }
}

/// <summary>The frame with the state machine that the C# compiler made.</summary>
internal sealed class GeneratorFrame<TStateMachine>(FunctionObject function) : GeneratorFrame(function)
    where TStateMachine : IAsyncStateMachine
{
    internal TStateMachine? StateMachine;

    private protected override void MoveNext() => StateMachine!.MoveNext();

    private protected override void Drop() => StateMachine = default;
}
