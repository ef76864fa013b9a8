namespace Containerless.Runtime;

/// <summary>An inline cache: what one place of the program found last time.</summary>
internal struct CacheEntry
{
    /// <summary>The receiver's shape, or null while nothing is cached.</summary>
    internal Shape? Shape;

    /// <summary>For a write that added the property: the shape it led to.</summary>
    internal Shape? Next;

    /// <summary>A shape that is known to lack the property, on the prototype as well.</summary>
    internal Shape? Absent;

    /// <summary>The property's slot.</summary>
    internal int Slot;

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
