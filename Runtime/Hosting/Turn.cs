namespace Containerless.Runtime.Hosting;

/// <summary>An outbound call that has come to its end.</summary>
/// <param name="Callback">Gets the value; null: nothing has come to its end, it is time to look at the timers.</param>
/// <param name="Body">The reply's bytes, or null where the call failed.</param>
/// <param name="Fault">Set where the host threw.</param>
/// <param name="Call">The call as it is recorded.</param>
internal readonly record struct Completion(FunctionObject? Callback, byte[]? Body, Exception? Fault, RecordedCall? Call)
{
    internal static readonly Completion WakeUp;

    internal bool IsWakeUp => Callback is null;
}

/// <summary>One turn of the event loop: the top level, the handler, or a callback.</summary>
internal readonly struct Turn
{
    private readonly CompiledProgram? _program;
    private readonly FunctionObject? _function;
    private readonly Value _argument;
    private readonly byte[]? _body;

    internal Turn(CompiledProgram program) => _program = program;

    internal Turn(FunctionObject handler, Value argument)
    {
        _function = handler;
        _argument = argument;
    }

    internal Turn(in Completion completion)
    {
        _function = completion.Callback;
        _body = completion.Body;
        Fault = completion.Fault;
    }

    internal Turn(TimerObject timer) => Timer = timer;

    /// <summary>The timer whose callback this is; null for others.</summary>
    internal TimerObject? Timer { get; }

    /// <summary>What the host threw instead of a reply.</summary>
    internal Exception? Fault { get; }

    internal void Run(Realm realm)
    {
        if (_program is not null)
        {
            _program.Main(realm);
            return;
        }
        if (Timer is not null)
        {
            if (Timer.State == TimerState.Cleared) return;
            Timer.State = TimerState.Done;
            Timer.Callback.Invoke(realm, Timer, Timer.Args, 0);
            return;
        }
        Value argument = _body is null ? _argument : Builtins.JsonNamespace.ParseReply(realm, _body);
        _function!.Invoke(realm, default, new Args(argument), 0);
    }
}
