namespace Containerless.Runtime.Hosting;

/// <summary>An outbound call that has come to its end.</summary>
/// <param name="Callback">Gets the value.</param>
/// <param name="Body">The reply's bytes, or null where the call failed.</param>
/// <param name="Value">The value itself, where <paramref name="IsValue"/>.</param>
/// <param name="IsValue">Whether no bytes have to be parsed.</param>
/// <param name="Fault">Set where the host threw.</param>
internal readonly record struct Completion(
    FunctionObject Callback, byte[]? Body, Value Value, bool IsValue, Exception? Fault);

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
        _argument = completion.Value;
        _body = completion.Body;
    }

    internal void Run(Realm realm)
    {
        if (_program is not null)
        {
            _program.Main(realm);
            return;
        }
        Value argument = _body is null ? _argument : Builtins.JsonNamespace.ParseReply(realm, _body);
        _function!.Invoke(realm, default, new Args(argument), 0);
    }
}
