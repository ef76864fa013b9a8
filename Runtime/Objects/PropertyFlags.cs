using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>Attributes of a property (ECMA-262 §6.1.7.1).</summary>
[Flags]
internal enum PropertyFlags : byte
{
    None = 0,
    Writable = 1,
    Enumerable = 2,
    Configurable = 4,

    /// <summary>The slot holds an <see cref="Runtime.Accessor"/>.</summary>
    Accessor = 8,

    /// <summary>What a write or a literal makes.</summary>
    All = Writable | Enumerable | Configurable,

    /// <summary>What methods of classes and builtins have.</summary>
    Method = Writable | Configurable,
}

/// <summary>A property as [[GetOwnProperty]] gives it; an accessor property has an <see cref="Accessor"/> as value.</summary>
internal readonly record struct Property(Value Value, PropertyFlags Flags)
{
    internal bool IsAccessor => (Flags & PropertyFlags.Accessor) != 0;

    internal bool IsEnumerable => (Flags & PropertyFlags.Enumerable) != 0;

    internal bool IsWritable => (Flags & PropertyFlags.Writable) != 0;

    internal bool IsConfigurable => (Flags & PropertyFlags.Configurable) != 0;
}

/// <summary>The two functions of an accessor property; sits in the property's slot. Immutable.</summary>
internal sealed class Accessor(FunctionObject? getter, FunctionObject? setter)
{
    internal readonly FunctionObject? Getter = getter;
    internal readonly FunctionObject? Setter = setter;

    /// <summary>A data property of Node's that is not shown: reading, writing and describing it bails out.</summary>
    internal bool IsOpaque { get; init; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal Value Get(Realm realm, Value receiver, int line)
    {
        if (Getter is null) return IsOpaque ? throw new Bailout("read of a property that is not shown", line) : default;
        realm.Enter(realm.CurrentLine, FrameStack.OfBuiltin);
        return Getter.Invoke(realm, receiver, new Args(), line);
    }

    public override string ToString() => "accessor";
}
