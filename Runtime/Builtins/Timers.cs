using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Builtins;

/// <summary>The globals setTimeout, setImmediate and what clears them, as Node has them.</summary>
internal static class Timers
{
    /// <summary>TIMEOUT_MAX of Node: longer is taken for 1, with a warning.</summary>
    private const double Longest = 2147483647;

    internal static readonly BuiltinFunction SetTimeout = new("setTimeout", 1,
        static (Realm realm, Value self, in Args args, int line) =>
        {
            FunctionObject callback = Callback(realm, args[0], line);
            double delay = args[1].IsUndefined ? 1 : Op.ToNumber(realm, args[1]);
            if (!(delay >= 1 && delay <= Longest)) delay = 1;
            realm.Charge(128 + 16 * args.Count);
            var timer = new TimerObject(callback, args.Skip(2), false);
            Turns(realm, line).Start(timer, delay, line);
            return timer;
        });

    internal static readonly BuiltinFunction SetImmediate = new("setImmediate", 1,
        static (Realm realm, Value self, in Args args, int line) =>
        {
            realm.Charge(128 + 16 * args.Count);
            var timer = new TimerObject(Callback(realm, args[0], line), args.Skip(1), true);
            Turns(realm, line).Start(timer, 0, line);
            return timer;
        });

    internal static readonly BuiltinFunction ClearTimeout = new("clearTimeout", 1,
        static (Realm realm, Value self, in Args args, int line) => Clear(realm, args[0], false, line));

    internal static readonly BuiltinFunction ClearImmediate = new("clearImmediate", 1,
        static (Realm realm, Value self, in Args args, int line) => Clear(realm, args[0], true, line));

    private static ITurns Turns(Realm realm, int line) =>
        realm.Turns ?? throw new Bailout("timers are used outside an instance", line);

    private static FunctionObject Callback(Realm realm, Value v, int line) => v.Ref as FunctionObject
        ?? throw NodeErrors.NoFunction(realm, "callback", v, line);

    private static Value Clear(Realm realm, Value timer, bool isImmediate, int line)
    {
        if (timer.Ref is TimerObject known)
        {
            if (known.IsImmediate != isImmediate) throw new Bailout("a timer cleared as one of another kind", line);
            Turns(realm, line).Clear(known);
        }
        else if (timer.Ref is JsObject)
        {
            throw new Bailout("an object that is no timer is cleared", line);
        }
        return default;     // numbers are timers only once a timer was made one, which bails out
    }
}
