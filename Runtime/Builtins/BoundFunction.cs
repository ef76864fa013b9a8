using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>A bound function (ECMA-262 §10.4.1).</summary>
internal sealed class BoundFunction : FunctionObject
{
    private readonly Value _self;
    private readonly Args _first;

    internal BoundFunction(Realm realm, FunctionObject target, Value self, Args first, string name, int length)
        : base(realm, name, length, FunctionKind.Method)
    {
        realm.Charge(96);
        Target = target;
        _self = self;
        _first = first;
    }

    internal FunctionObject Target { get; }

    internal override bool IsConstructor => Target.IsConstructor;

    private protected override bool HasPrototypeProperty => false;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override Value Call(Value thisValue, in Args args)
    {
        Realm.Enter(Realm.CurrentLine, 100);
        return Target.Invoke(Realm, _self, All(in args), Realm.CurrentLine);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal override Value Construct(Realm realm, in Args args, FunctionObject newTarget, int line)
    {
        realm.Enter(realm.CurrentLine, 100);
        return Target.Construct(realm, All(in args), ReferenceEquals(newTarget, this) ? Target : newTarget, line);
    }

    private Args All(in Args args)
    {
        if (_first.Count == 0) return args;
        Realm.Charge(24 + 16 * (_first.Count + args.Count));
        var all = new Value[_first.Count + args.Count];
        for (int i = 0; i < _first.Count; i++) all[i] = _first[i];
        for (int i = 0; i < args.Count; i++) all[_first.Count + i] = args[i];
        return new Args(all);
    }
}
