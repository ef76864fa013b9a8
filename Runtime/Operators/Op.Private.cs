using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

// Private names (ECMA-262 §7.3.27 to §7.3.32) are properties under hidden keys, which neither attributes nor the
// object's integrity concern. A class with private names is evaluated once in a realm, so that a name is a key.
public static partial class Op
{
    /// <summary>The hidden key of a private name <c>#x:N</c>.</summary>
    public static Value PrivateName(string name) => PropertyKey.Hidden + name;

    private static string PrivateKey(Realm r, string name)
    {
        if (r.PrivateKeys.TryGetValue(name, out string? key)) return key;
        r.Charge(120);
        r.PrivateKeys.Add(name, key = PropertyKey.Hidden + name);
        return key;
    }

    private static string Shown(string name) => name[..name.LastIndexOf(':')];

    /// <summary>The object that has the private names of <paramref name="o"/>; null where it cannot have any.</summary>
    private static PlainObject? Bearer(Realm r, Value o) => o.Ref switch
    {
        PlainObject p => p,
        FunctionObject { IsBuiltin: false } f => f.NeedBag(r),
        ArrayObject a => a.NeedBag(r),
        _ => null,
    };

    private static Value FindPrivate(Realm r, Value o, string name, string verb, int line, out PlainObject bearer, out int slot)
    {
        string key = PrivateKey(r, name);
        PlainObject? found = Bearer(r, o);
        slot = found is null ? -1 : found.FindSlot(key);
        if (slot < 0) throw NoSuchPrivate(r, name, key, verb, line);
        bearer = found!;
        return bearer.Slots[slot];
    }

    private static Exception NoSuchPrivate(Realm r, string name, string key, string verb, int line) =>
        r.PrivateNames.TryGetValue(key, out bool isField) && isField
            ? Errors.Type(r, $"Cannot {verb} an object whose class did not declare it".Replace("#", Shown(name)), line)
            : new Bailout($"private member {Shown(name)} of an object that lacks it", line);

    /// <summary>o.#x.</summary>
    public static Value PrivateGet(Realm r, Value o, string name, int cache, int line)
    {
        if (o.Ref is PlainObject p)
        {
            ref CacheEntry entry = ref r.Caches[cache];
            if (ReferenceEquals(entry.Shape, p.Shape)) return p.Slots[entry.Slot];
        }
        Value value = FindPrivate(r, o, name, "read private member # from", line, out PlainObject bearer, out int slot);
        if (value.Ref is Accessor accessor)
        {
            return accessor.Getter is null
                ? throw Errors.Type(r, $"'{Shown(name)}' was defined without a getter", line)
                : accessor.Get(r, o, line);
        }
        if (bearer.Shape.IsShared && o.Ref is PlainObject)
        {
            r.Caches[cache].Shape = bearer.Shape;
            r.Caches[cache].Slot = slot;
        }
        return value;
    }

    /// <summary>o.#x = v; returns <paramref name="v"/>.</summary>
    public static Value PrivatePut(Realm r, Value o, string name, Value v, int line)
    {
        Value old = FindPrivate(r, o, name, "write private member # to", line, out PlainObject bearer, out int slot);
        if (old.Ref is Accessor accessor)
        {
            if (accessor.Setter is null) throw Errors.Type(r, $"'{Shown(name)}' was defined without a setter", line);
            accessor.Setter.Invoke(r, o, new Args(v), line);
        }
        else if ((bearer.Shape.FlagsAt(slot) & PropertyFlags.Writable) == 0)
        {
            throw Errors.Type(r, $"Private method '{Shown(name)}' is not writable", line);
        }
        else
        {
            bearer.Slots[slot] = v;
        }
        return v;
    }

    /// <summary>#x in o.</summary>
    public static bool PrivateHas(Realm r, Value o, string name, int line)
    {
        if (o.Ref is not JsObject)
            throw Errors.Type(r, $"Cannot use 'in' operator to search for '{Shown(name)}' in {Errors.Show(r, o, line)}", line);
        return Bearer(r, o) is { } bearer && bearer.FindSlot(PrivateKey(r, name)) >= 0;
    }

    /// <summary>o.#x(…args).</summary>
    public static Value CallPrivate(Realm r, Value o, string name, in Args args, int line, string? text = null)
    {
        Value f = FindPrivate(r, o, name, "read private member # from", line, out _, out _);
        if (f.Ref is Accessor accessor)
        {
            f = accessor.Getter is null
                ? throw Errors.Type(r, $"'{Shown(name)}' was defined without a getter", line)
                : accessor.Get(r, o, line);
        }
        return Invoke(r, o, f, in args, line, text);
    }

    /// <summary>Adds a private field (<paramref name="kind"/> 0), method (1), getter (2) or setter (3); returns <paramref name="v"/>.</summary>
    public static Value DefinePrivate(Realm r, Value o, string name, Value v, int kind, int line)
    {
        string key = PrivateKey(r, name);
        r.PrivateNames.TryAdd(key, kind == 0);
        PlainObject bearer = Bearer(r, o) ?? throw new Bailout("a private member of a builtin", line);
        int slot = bearer.FindSlot(key);
        if (kind >= 2)
        {
            var half = (FunctionObject)v.AsObject!;
            var other = slot < 0 ? null : bearer.Slots[slot].Ref as Accessor;
            if (slot >= 0 && (other is null || (kind == 2 ? other.Getter : other.Setter) is not null)) throw Twice(r, name, line);
            var accessor = new Accessor(kind == 2 ? half : other?.Getter, kind == 3 ? half : other?.Setter);
            bearer.DefineOwn(r, key, Value.FromAccessor(accessor), PropertyFlags.Accessor);
            return v;
        }
        if (slot >= 0) throw Twice(r, name, line);
        bearer.DefineOwn(r, key, v, kind == 0 ? PropertyFlags.Writable : PropertyFlags.None);
        return v;
    }

    private static Exception Twice(Realm r, string name, int line) => r.PrivateNames[PrivateKey(r, name)]
        ? Errors.Type(r, $"Cannot initialize {Shown(name)} twice on the same object", line)
        : new Bailout("private methods twice on the same object", line);
}
