namespace Containerless.Runtime.Builtins;

/// <summary>JavaScript errors that the runtime itself raises. The message must be the pinned Node's.</summary>
internal static class Errors
{
    internal static JsThrow Type(Realm realm, string message, int line) => New(realm, "TypeError", message, line);

    internal static JsThrow Range(Realm realm, string message, int line) => New(realm, "RangeError", message, line);

    /// <summary>An error of the realm, ready to be thrown; <paramref name="line"/> 0 where the line is not known.</summary>
    internal static JsThrow New(Realm realm, string type, string message, int line) =>
        Op.Throw(realm, ErrorConstructors.Make(realm, type, message, line), line);

    /// <summary>How V8 shows a value in a message (Object::NoSideEffectsToString).</summary>
    internal static string Show(Realm realm, Value v, int line)
    {
        if (TryShow(realm, v, line) is { } shown) return shown;
        JsObject o = v.AsObject!;
        Value tag = Plain(realm, o, Symbol.ToStringTag.Key, line);
        return $"[object {(tag.IsString ? Op.ToText(realm, tag) : ObjectPrototype.ClassOf(o, line))}]";
    }

    /// <summary>The same; null for an object whose class does not tell (Object::NoSideEffectsToMaybeString).</summary>
    internal static string? TryShow(Realm realm, Value v, int line)
    {
        if (v.Ref is Symbol symbol) return symbol.ToString();
        if (v.Ref is not JsObject o) return Op.ToText(realm, v);
        if (o is FunctionObject) throw new Bailout("an error that shows a function's source", line);
        if (o is PlainObject { Data: WrapperData }) throw new Bailout("an error that shows an object of a primitive", line);
        if (o is PlainObject { Data: ErrorData }) throw new Bailout("an error that shows an error", line);
        if (ReferenceEquals(Plain(realm, o, "toString", line).Ref, Prototypes.ObjectToString))
        {
            if (Plain(realm, o, "constructor", line).Ref is FunctionObject f && NameOf(realm, f, line) is { Length: > 0 } name)
                return $"#<{name}>";
        }
        return null;
    }

    private static string NameOf(Realm realm, FunctionObject f, int line)
    {
        if (!f.TryGetOwnProperty(realm, "name", line, out Property name)) return "";
        return name.Value.IsString ? Op.ToText(realm, name.Value) : throw new Bailout("a class whose name is not a string", line);
    }

    /// <summary>[[Get]] that must not run code of the function.</summary>
    internal static Value Plain(Realm realm, JsObject o, string name, int line)
    {
        for (JsObject? each = o; each is not null; each = each.GetPrototype(realm))
        {
            realm.Spend(1);
            if (!each.TryGetOwnProperty(realm, name, line, out Property property)) continue;
            return property.IsAccessor || property.Value.Ref is Accessor
                ? throw new Bailout("an error about an object with a getter", line)
                : property.Value;
        }
        return default;
    }

    /// <summary>The same with the type in front: <c>number 5</c>, as errors about iterables have it.</summary>
    internal static string ShowWithType(Realm realm, Value v, int line) => v.Ref switch
    {
        null => "undefined",
        Tag when v.IsNull => "object null",
        Tag => $"{Op.TypeOf(v)} {Show(realm, v, line)}",
        string or Rope => throw new Bailout("an error that names the type of a string", line),
        _ => Op.TypeOf(v),
    };
}
