namespace Containerless.Runtime.Hosting;

/// <summary>What setTimeout and setImmediate return: it can be cleared and compared; everything else bails out.</summary>
internal sealed class TimerObject(FunctionObject callback, Args args, bool isImmediate) : JsObject
{
    internal readonly FunctionObject Callback = callback;
    internal readonly Args Args = args;
    internal readonly bool IsImmediate = isImmediate;
    internal TimerState State;

    internal override Value GetNamed(Realm realm, string name, int line) => throw Opaque(name, line);

    internal override void PutNamed(Realm realm, string name, Value value, int line) => throw Opaque(name, line);

    internal override bool HasOwn(Realm realm, string name, int line) => throw Opaque(name, line);

    internal override bool Has(Realm realm, string name, int line) => throw Opaque(name, line);

    internal override string Describe() => "a timer";

    private static Bailout Opaque(string name, int line) => new($"property '{name}' of a timer", line);
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
