namespace Containerless.Runtime.Hosting;

/// <summary>What setTimeout and setImmediate return: it can be cleared and compared; everything else bails out.</summary>
internal sealed class TimerObject(FunctionObject callback, Args args, bool isImmediate) : JsObject
{
    internal readonly FunctionObject Callback = callback;
    internal readonly Args Args = args;
    internal readonly bool IsImmediate = isImmediate;
    internal TimerState State;

    internal override JsObject? GetPrototype(Realm realm) => throw Opaque("__proto__", 0);

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property) => throw Opaque(name, line);

    internal override void OwnKeys(Realm realm, List<string> keys, int line) => throw Opaque("", line);

    internal override string Describe() => "a timer";

    private static Bailout Opaque(string name, int line) => new($"property '{PropertyKey.Describe(name)}' of a timer", line);
}

/// <summary>How far a timer is.</summary>
internal enum TimerState : byte
{
    Waiting,

    /// <summary>Its turn is in line.</summary>
    Fired,

    /// <summary>Its turn has begun.</summary>
    Done,

    /// <summary>Its turn, if it ever comes, has nothing to do.</summary>
    Cleared,
}
