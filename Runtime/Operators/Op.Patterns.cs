namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>RequireObjectCoercible (ECMA-262 §7.2.1) of what a pattern takes apart, with V8's message; returns <paramref name="v"/>.</summary>
    /// <param name="r">The realm.</param>
    /// <param name="v">The value.</param>
    /// <param name="property">The pattern's first property; null: none, or a computed one.</param>
    /// <param name="text">How V8 names the value; null: unknown, so that the error bails out.</param>
    /// <param name="line">Line of the pattern.</param>
    public static Value Coercible(Realm r, Value v, string? property, string? text, int line)
    {
        if (!v.IsNullish)
        {
            return v;
        }

        string kind = v.IsUndefined ? "undefined" : "null";
        return text is null ? throw new Bailout($"{kind} is taken apart", line)
            : property is null ? Raise<Value>(r, "TypeError", $"Cannot destructure '{text}' as it is {kind}.", line)
            : Raise<Value>(r, "TypeError", $"Cannot destructure property '{property}' of '{text}' as it is {kind}.", line);
    }

    /// <summary>The rest of an object pattern (§7.3.26): a new object without the keys <paramref name="excluded"/>.</summary>
    public static PlainObject ObjectRest(Realm r, Value source, in Args excluded, int line) =>
        throw Missing("rest in an object pattern", line);
}
