namespace Containerless.Runtime.Builtins;

/// <summary>JSON (ECMA-262 §25.5).</summary>
internal static class JsonNamespace
{
    internal static readonly NamespaceObject Instance = new("JSON", new BuiltinTable(
        "JSON", NodeNames.Json, Prototypes.Object,
    [
        BuiltinTable.Method("parse", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[1].Ref is FunctionObject) throw new Bailout("JSON.parse with a reviver", line);
            return Parse(r, Op.ToText(r, args[0]));
        }),
        BuiltinTable.Method("stringify", 3, static (Realm r, Value self, in Args args, int line) =>
        {
            if (args[1].Ref is JsObject) throw new Bailout("JSON.stringify with a replacer", line);
            return Stringify(r, args[0], Gap(r, args[2], line));
        }),
    ]));

    /// <summary>JSON.parse; malformed text is a SyntaxError in Node and bails out.</summary>
    internal static Value Parse(Realm r, string text)
    {
        r.Spend(1 + text.Length / 8);
        return JsonReader.TryRead(r, text.AsSpan(), out Value value, out int position)
            ? value
            : throw new Bailout($"SyntaxError: JSON.parse at position {position}", r.CurrentLine);
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

    /// <summary>The indentation of step 5 to 8 in §25.5.2.</summary>
    private static string Gap(Realm r, Value space, int line)
    {
        if (space.Ref is JsObject) throw new Bailout("JSON.stringify with an object as indentation", line);
        if (space.IsNumber) return new string(' ', Math.Clamp((int)Math.Min(10, Op.ToInteger(r, space)), 0, 10));
        if (!space.IsString) return "";
        string text = Op.ToText(r, space);
        return text.Length <= 10 ? text : text[..10];
    }
}
