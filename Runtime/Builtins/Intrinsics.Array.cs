using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

using Containerless.Runtime.Builtins;

public static partial class Intrinsics
{
    /// <summary>push of one element; the new length.</summary>
    [Intrinsic("Array.prototype.push")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Push(Realm r, ArrayObject self, Value item)
    {
        self.Push(r, item);
        return self.Count;
    }

    /// <summary>pop; undefined where empty.</summary>
    [Intrinsic("Array.prototype.pop")]
    public static Value Pop(ArrayObject self) => self.Pop();

    /// <summary>shift; undefined where empty. Constant time.</summary>
    [Intrinsic("Array.prototype.shift")]
    public static Value Shift(ArrayObject self) => self.Shift();

    /// <summary>indexOf; -1 where not found.</summary>
    [Intrinsic("Array.prototype.indexOf")]
    public static int IndexOf(Realm r, ArrayObject self, Value item) => ArrayPrototype.IndexOf(r, self, item, 0);

    /// <summary>includes.</summary>
    [Intrinsic("Array.prototype.includes")]
    public static bool Includes(Realm r, ArrayObject self, Value item) => ArrayPrototype.Includes(r, self, item, 0);

    /// <summary>join with a separator.</summary>
    [Intrinsic("Array.prototype.join")]
    public static string Join(Realm r, ArrayObject self, string separator) => ArrayText.Join(r, self, separator);

    /// <summary>join with a comma.</summary>
    [Intrinsic("Array.prototype.join")]
    public static string Join(Realm r, ArrayObject self) => ArrayText.Join(r, self, ",");

    /// <summary>slice of everything.</summary>
    [Intrinsic("Array.prototype.slice")]
    public static ArrayObject Slice(Realm r, ArrayObject self) => ArrayPrototype.Slice(r, self, 0, self.Count);

    /// <summary>slice to the end.</summary>
    [Intrinsic("Array.prototype.slice")]
    public static ArrayObject Slice(Realm r, ArrayObject self, double start) =>
        ArrayPrototype.Slice(r, self, Integer(start), self.Count);

    /// <summary>slice.</summary>
    [Intrinsic("Array.prototype.slice")]
    public static ArrayObject Slice(Realm r, ArrayObject self, double start, double end) =>
        ArrayPrototype.Slice(r, self, Integer(start), Integer(end));

    /// <summary>Array.isArray.</summary>
    [Intrinsic("Array.isArray")]
    public static bool IsArray(Value v)
    {
        return v.Ref is ArrayObject || ReferenceEquals(v.Ref, Prototypes.ArrayObject);
    }
}
