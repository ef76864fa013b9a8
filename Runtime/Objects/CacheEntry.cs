namespace Containerless.Runtime;

/// <summary>An inline cache: what one place of the program found last time.</summary>
internal struct CacheEntry
{
    /// <summary>The receiver's shape where it has the property itself, or null while nothing is cached.</summary>
    internal Shape? Shape;

    /// <summary>For a write that added the property: the shape it led to. Holds while the epoch does.</summary>
    internal Shape? Next;

    /// <summary>A shape that lacks the property, which its prototypes may have. Holds while the epoch does.</summary>
    internal Shape? Heir;

    /// <summary>What objects of <see cref="Heir"/> inherit; an <see cref="Accessor"/> perhaps, undefined if nothing.</summary>
    internal Value Inherited;

    /// <summary>The property's slot.</summary>
    internal int Slot;

    /// <summary><see cref="Realm.PrototypeEpoch"/> when <see cref="Heir"/> or <see cref="Next"/> was found.</summary>
    internal int Epoch;

    /// <summary>For calls on strings and arrays: the builtin that the name stands for on <see cref="Kind"/>.</summary>
    internal Builtins.BuiltinFunction? Method;

    /// <summary>The kind of receiver <see cref="Method"/> belongs to.</summary>
    internal ReceiverKind Kind;
}

/// <summary>Kinds of receivers whose methods are all builtin.</summary>
internal enum ReceiverKind : byte
{
    None,
    String,
    Array,
}
