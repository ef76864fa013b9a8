using System.Diagnostics.CodeAnalysis;

namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>What an exception costs us: about 20 µs for throwing and catching.</summary>
    private const int ThrowGas = 2_000;

    /// <summary>For <c>throw Op.Throw(r, v, line)</c>.</summary>
    public static JsThrow Throw(Realm r, Value v, int line)
    {
        r.Charge(400);
        r.Spend(ThrowGas);
        return new JsThrow(v);
    }

    /// <summary>Throws an error of this realm. <paramref name="type"/> is the constructor's name, such as TypeError.</summary>
    [DoesNotReturn]
    public static T Raise<T>(Realm r, string type, string message, int line) =>
        throw Builtins.Errors.New(r, type, message, line);

    /// <summary>
    /// What a variable is assigned: an assignment in its temporal dead zone (ECMA-262 §9.1.1.1.5) throws after
    /// <paramref name="v"/> was evaluated.
    /// </summary>
    public static T Initialized<T>(Realm r, T v, bool initialized, string message, int line) =>
        initialized ? v : Raise<T>(r, "ReferenceError", message, line);

    /// <summary>The first thing in a catch clause: the value that was thrown.</summary>
    public static Value Caught(Realm r, JsThrow e)
    {
        r.Spend(ThrowGas);
        return e.Value;
    }

    /// <summary>The end of a finalizer that ran because of <paramref name="e"/>.</summary>
    [DoesNotReturn]
    public static void Rethrow(JsCompletion e) => throw e;
}
