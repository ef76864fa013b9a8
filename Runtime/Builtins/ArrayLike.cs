using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// The receiver of a method of Array.prototype: an array as a rule, whose elements are looked at when their turn comes;
/// otherwise any object with a length.
/// </summary>
internal readonly struct ArrayLike
{
    private readonly Realm _realm;
    private readonly ArrayObject? _array;
    private readonly JsObject _object;
    private readonly int _line;

    /// <summary>The length, taken once.</summary>
    internal readonly int Count;

    /// <summary>ToObject(this) and LengthOfArrayLike.</summary>
    /// <param name="r">The realm.</param>
    /// <param name="self">The receiver.</param>
    /// <param name="method">The method, where V8 names it in its error.</param>
    /// <param name="line">The line of the call.</param>
    internal ArrayLike(Realm r, Value self, string? method, int line)
    {
        _realm = r;
        _line = line;
        if (self.Ref is ArrayObject array)
        {
            _object = _array = array;
            Count = array.Count;
            return;
        }
        _object = Object(r, self, method, line);
        double length = Op.ToLength(r, _object.GetNamed(r, "length", line));
        if (length > ArrayObject.MaxLength) throw new Bailout("an array-like object with a large length", line);
        Count = (int)length;
    }

    internal static JsObject Object(Realm r, Value self, string? method, int line)
    {
        if (self.Ref is NamespaceObject) throw new Bailout("a method of Array.prototype on a builtin", line);
        if (self.Ref is JsObject o) return o;
        if (!self.IsNullish) return Wrappers.Of(r, self, line);
        throw Errors.Type(r, method is null ? "Cannot convert undefined or null to object" : $"Array.prototype.{method} called on null or undefined", line);
    }

    /// <summary>The array, where it is one.</summary>
    internal ArrayObject? Array => _array;

    /// <summary>HasProperty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsPresent(int i) => _array is not null ? _array.IsPresent(i) : _object.Has(_realm, PropertyKey.OfIndex(i), _line);

    /// <summary>Get.</summary>
    internal Value this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _array is not null ? _array[i] : _object.GetNamed(_realm, PropertyKey.OfIndex(i), _line);
    }

    /// <summary>ArraySpeciesCreate (§10.4.2.2) gives an ordinary array; elsewhere it bails out.</summary>
    internal ArrayLike Ordinary()
    {
        if (_array is not null) EnsureOrdinary(_array, _line);
        return this;
    }

    internal static void EnsureOrdinary(ArrayObject array, int line)
    {
        if (array.Extra is { } extra
            && (!ReferenceEquals(extra.Prototype, Prototypes.ArrayObject) || extra.Bag?.FindSlot("constructor") >= 0))
        {
            throw new Bailout("a method of an array of another class", line);
        }
    }
}
