using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

// A method call in two steps, for arguments that must not be evaluated before the method is looked up (ECMA-262 §13.3.6.1).
public static partial class Op
{
    /// <summary>The method of a call <c>o.name(…)</c>; not yet whether it can be called.</summary>
    public static Value Method(Realm r, Value o, string name, int cache, int line)
    {
        ReceiverKind kind = o.Ref is ArrayObject ? ReceiverKind.Array : o.IsString ? ReceiverKind.String : ReceiverKind.None;
        if (kind == ReceiverKind.None) return Get(r, o, name, cache, line);
        if (o.Ref is ArrayObject { Extra: not null }) return GetNamed(r, o, name, line);
        ref CacheEntry entry = ref r.Caches[cache];
        if (entry.Kind != kind)
        {
            Value found = GetNamed(r, o, name, line);
            if (found.Ref is not BuiltinFunction builtin) return found;
            entry.Kind = kind;
            entry.Method = builtin;
        }
        return entry.Method!;
    }

    /// <summary>Calls <paramref name="f"/> as a method of <paramref name="self"/>.</summary>
    public static Value CallOn(Realm r, Value self, Value f, in Args args, int line, string? text = null) =>
        Invoke(r, self, f, in args, line, text);

    /// <summary>ToPropertyKey (§7.1.19) of a computed key, before what it names is evaluated.</summary>
    public static Value ToPropertyKey(Realm r, Value key, int line) => key.Ref is JsObject
        ? PropertyKey.ToValue(PropertyKey.Of(r, key))
        : key;
}
