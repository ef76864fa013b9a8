namespace Containerless.Runtime.Builtins;

/// <summary>JSON (ECMA-262 §25.5).</summary>
internal static class JsonNamespace
{
    internal static readonly NamespaceObject Instance = new("JSON", new BuiltinTable(
        "JSON", NodeNames.Json, Prototypes.Object,
    [
        BuiltinTable.Method("parse", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            Value parsed = Parse(r, Op.ToText(r, args[0]), line);
            return args[1].Ref is FunctionObject reviver ? JsonReviver.Revive(r, parsed, reviver, line) : parsed;
        }),
        BuiltinTable.Method("stringify", 3, static (Realm r, Value self, in Args args, int line) =>
        {
            var replacer = args[1].Ref as FunctionObject;
            List<string>? only = args[1].Ref is ArrayObject list ? PropertyList(r, list, line) : null;
            return JsonWriter.Write(r, args[0], Gap(r, args[2], line), replacer, only, line);
        }),
        BuiltinTable.Tag("JSON"),
    ]));

    /// <summary>JSON.parse.</summary>
    internal static Value Parse(Realm r, string text, int line)
    {
        r.Spend(1 + text.Length / 8);
        return JsonReader.TryRead(r, text.AsSpan(), out Value value, out _)
            ? value
            : throw JsonErrors.Of(r, text, line);
    }

    /// <summary>Text as JSON, or undefined where it is none.</summary>
    internal static Value ParseText(Realm r, string text)
    {
        r.Spend(1 + text.Length / 8);
        return JsonReader.TryRead(r, text.AsSpan(), out Value value, out _) ? value : default;
    }

    /// <summary>
    /// What a callback gets for a reply: its JSON, or undefined where it does not parse. As Node decodes it, what is
    /// not UTF-8 becomes U+FFFD first.
    /// </summary>
    internal static Value ParseReply(Realm r, ReadOnlySpan<byte> body)
    {
        r.Spend(1 + body.Length / 8);
        if (!System.Text.Unicode.Utf8.IsValid(body))
        {
            r.Charge(24 + 2L * body.Length);
            return ParseText(r, System.Text.Encoding.UTF8.GetString(body));
        }
        return JsonReader.TryRead(r, body, out Value value, out _) ? value : default;
    }

    internal static Value Stringify(Realm r, Value value, string gap) => JsonWriter.Write(r, value, gap);

    /// <summary>PropertyList (§25.5.2 step 4.b).</summary>
    private static List<string> PropertyList(Realm r, ArrayObject list, int line)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < list.Count; i++)
        {
            r.Spend(2);
            r.Charge(64);
            Value each = list[i];
            if (each.Ref is JsObject) throw new Bailout("JSON.stringify with an object in the list of names", line);
            if ((each.IsString || each.IsNumber) && seen.Add(Op.ToText(r, each))) names.Add(Op.ToText(r, each));
        }
        return names;
    }

    /// <summary>The indentation of step 5 to 8 in §25.5.2.</summary>
    private static string Gap(Realm r, Value space, int line)
    {
        if (space.Ref is PlainObject { Data: WrapperData data })
            space = data.Value.IsNumber ? Op.ToNumber(r, space) : data.Value.IsString ? Op.ToText(r, space) : default(Value);
        if (space.IsNumber) return new string(' ', Math.Clamp((int)Math.Min(10, Op.ToInteger(r, space)), 0, 10));
        if (!space.IsString) return "";
        string text = Op.ToText(r, space);
        return text.Length <= 10 ? text : text[..10];
    }
}
