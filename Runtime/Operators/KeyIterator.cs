using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

/// <summary>Walks the keys of for-in (ECMA-262 §14.7.5.9).</summary>
/// <remarks>
/// As V8 does it: all keys are listed at the start, own ones first, a name that is shadowed only once; a key whose
/// property is gone when its turn comes is left out.
/// </remarks>
public struct KeyIterator
{
    private readonly Realm _realm;
    private readonly Value _object;
    private readonly List<string> _keys;
    private readonly int _line;
    private readonly PlainObject? _plain;
    private readonly Shape? _shape;
    private int _next;

    internal KeyIterator(Realm realm, Value o, int line)
    {
        _realm = realm;
        _object = o;
        _line = line;
        _keys = [];
        if (o.IsString)
        {
            int length = Rope.LengthOf(o.Ref!);
            realm.Spend(1 + length);
            realm.Charge(8L * length);
            for (int i = 0; i < length; i++) _keys.Add(PropertyKey.OfIndex(i));
        }
        if (o.Ref is not JsObject target) return;
        HashSet<string>? seen = null;
        for (JsObject? each = target; each is not null; each = each.GetPrototype(realm))
        {
            realm.Spend(1);
            // Builtin prototypes have nothing enumerable; other builtins may.
            if (each is NamespaceObject or FunctionObject { IsBuiltin: true })
            {
                if (ReferenceEquals(each, target)) throw new Bailout("for-in over a builtin", line);
                continue;
            }
            if (each is FunctionObject { Bag: null }) continue;
            int before = _keys.Count;
            bool last = seen is null && each.GetPrototype(realm) is null or NamespaceObject;
            if (!last) seen ??= new HashSet<string>(StringComparer.Ordinal);
            foreach (string key in Enumeration.Keys(realm, each is FunctionObject { Bag: { } bag } ? bag : each, line))
            {
                if (PropertyKey.IsHidden(key) || seen?.Add(key) == false) continue;
                if (each.TryGetOwnProperty(realm, key, line, out Property property) && property.IsEnumerable) _keys.Add(key);
            }
            realm.Charge(32L * (_keys.Count - before));
        }
        _plain = target as PlainObject;
        _shape = _plain?.Shape;
    }

    /// <summary>The next key.</summary>
    public bool MoveNext(out Value key)
    {
        while (_next < _keys.Count)
        {
            string name = _keys[_next++];
            bool there = _plain is not null && ReferenceEquals(_plain.Shape, _shape) && _shape!.IsShared
                || _object.Ref is not JsObject o || o.Has(_realm, name, _line);
            if (!there) continue;
            key = name;
            return true;
        }
        key = default;
        return false;
    }
}
