namespace Containerless.Runtime.Builtins;

/// <summary>replace and replaceAll with a string to search for (ECMA-262 §22.1.3.19, §22.1.3.20).</summary>
internal static class StringReplace
{
    internal static Value Replace(Realm r, string s, Value searchValue, Value replacement, bool all, int line)
    {
        string search = Op.ToText(r, searchValue);
        var f = replacement.Ref as FunctionObject;
        string template = f is null ? Op.ToText(r, replacement) : "";
        r.Spend(1 + StringText.SearchCost(s.Length, search.Length));
        Value result = "";
        int copied = 0, from = 0;
        while (from <= s.Length)
        {
            int found = s.AsSpan(from).IndexOf(search);
            if (found < 0) break;
            int at = from + found;
            Value part = f is null
                ? Expand(r, template, s, at, search.Length)
                : Op.ToText(r, f.Invoke(r, default, new Args(search, at, s), line));
            result = Rope.Concat(r, result.Ref!, StringText.Part(r, s, copied, at));
            result = Rope.Concat(r, result.Ref!, part.Ref!);
            r.Spend(2);
            copied = at + search.Length;
            from = at + Math.Max(1, search.Length);
            if (!all) break;
        }
        return Rope.Concat(r, result.Ref!, StringText.Part(r, s, copied, s.Length));
    }

    /// <summary>GetSubstitution (§22.1.3.19.1) without captures.</summary>
    private static Value Expand(Realm r, string template, string s, int at, int matched)
    {
        if (!template.Contains('$')) return template;
        r.Spend(1 + template.Length / 4);
        Value result = "";
        int literal = 0;
        for (int i = 0; i + 1 < template.Length; i++)
        {
            if (template[i] != '$') continue;
            string? part = template[i + 1] switch
            {
                '$' => "$",
                '&' => StringText.Part(r, s, at, at + matched),
                '`' => StringText.Part(r, s, 0, at),
                '\'' => StringText.Part(r, s, at + matched, s.Length),
                _ => null,      // no captures: "$1" stays as it is
            };
            if (part is null) continue;
            result = Rope.Concat(r, result.Ref!, StringText.Part(r, template, literal, i));
            result = Rope.Concat(r, result.Ref!, part);
            i++;
            literal = i + 1;
        }
        return Rope.Concat(r, result.Ref!, StringText.Part(r, template, literal, template.Length));
    }
}
