namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>RequireObjectCoercible (ECMA-262 §7.2.1) of what a pattern takes apart, with V8's message; returns <paramref name="v"/>.</summary>
    /// <param name="r">The realm.</param>
    /// <param name="v">The value.</param>
    /// <param name="property">The pattern's first property; null: none, or a computed one.</param>
    /// <param name="text">How V8 names the value; empty: by what it is (a parameter); null: unknown, so that the error bails out.</param>
    /// <param name="line">Line of the pattern.</param>
    public static Value Coercible(Realm r, Value v, string? property, string? text, int line)
    {
        if (!v.IsNullish)
        {
            return v;
        }

        string kind = v.IsUndefined ? "undefined" : "null";
        if (text is "") text = v.IsUndefined ? kind : "object null";
        return text is null ? throw new Bailout($"{kind} is taken apart", line)
            : property is null ? Raise<Value>(r, "TypeError", $"Cannot destructure '{text}' as it is {kind}.", line)
            : Raise<Value>(r, "TypeError", $"Cannot destructure property '{property}' of '{text}' as it is {kind}.", line);
    }

    /// <summary>The rest of an object pattern (§7.3.26): a new object without the keys <paramref name="excluded"/>.</summary>
    public static PlainObject ObjectRest(Realm r, Value source, in Args excluded, int line)
    {
        PlainObject rest = r.Object();
        if (source.Ref is PlainObject { Shape.IsSimple: false } or ArrayObject or FunctionObject or Builtins.NamespaceObject)
        {
            // Excluded properties are not read (a getter would tell).
            var names = new HashSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < excluded.Count; i++) names.Add(PropertyKey.Of(r, excluded[i]));
            var from = (JsObject)source.Ref;
            if (from is Builtins.NamespaceObject or FunctionObject) throw new Bailout("rest of a function or builtin in a pattern", line);
            foreach (string key in Builtins.Enumeration.Keys(r, from, line))
                if (!names.Contains(key) && from.TryGetOwnProperty(r, key, line, out Property property) && property.IsEnumerable)
                    rest.DefineOwn(r, key, from.GetNamed(r, key, line));
            return rest;
        }
        CopyProperties(r, rest, source);
        for (int i = 0; i < excluded.Count; i++) rest.DeleteNamed(r, PropertyKey.Of(r, excluded[i]), line);
        return rest;
    }
}
