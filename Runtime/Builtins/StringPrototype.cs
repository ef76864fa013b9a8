namespace Containerless.Runtime.Builtins;

/// <summary>String.prototype (ECMA-262 §22.1.3): conversion of receivers and arguments; see <see cref="StringText"/>.</summary>
internal static class StringPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent)
    {
        // Each one object under two names (Annex B.2.2.15, B.2.2.16), of which V8's errors show the old one.
        (string, Value Function) trimStart = BuiltinTable.Method("trimStart", 0, static (Realm r, Value self, in Args args, int line) =>
            StringText.Trim(r, This(r, self, "trimLeft", line), true, false));
        (string, Value Function) trimEnd = BuiltinTable.Method("trimEnd", 0, static (Realm r, Value self, in Args args, int line) =>
            StringText.Trim(r, This(r, self, "trimRight", line), false, true));
        return Make(parent, trimStart, trimEnd);
    }

    private static BuiltinTable Make(BuiltinTable parent, (string, Value Function) trimStart, (string, Value Function) trimEnd) =>
        new("String.prototype", NodeNames.StringPrototype, parent,
    [
        BuiltinTable.Method("charAt", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "charAt", line);
            return StringText.CharAt(s, Op.ToInteger(r, args[0]));
        }),
        BuiltinTable.Method("charCodeAt", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "charCodeAt", line);
            return StringText.CharCodeAt(s, Op.ToInteger(r, args[0]));
        }),
        BuiltinTable.Method("codePointAt", 1, CodePointAt),
        BuiltinTable.Method("at", 1, At),
        BuiltinTable.Method("indexOf", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "indexOf", line), search = Op.ToText(r, args[0]);
            return StringText.IndexOf(r, s, search, Op.ToInteger(r, args[1]));
        }),
        BuiltinTable.Method("lastIndexOf", 1, LastIndexOf),
        BuiltinTable.Method("includes", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "includes", line);
            StringRegExp.RefuseRegExp(r, args[0], "includes", line);
            string search = Op.ToText(r, args[0]);
            return StringText.IndexOf(r, s, search, Op.ToInteger(r, args[1])) >= 0;
        }),
        BuiltinTable.Method("startsWith", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "startsWith", line);
            StringRegExp.RefuseRegExp(r, args[0], "startsWith", line);
            string search = Op.ToText(r, args[0]);
            return StringText.StartsWith(r, s, search, Op.ToInteger(r, args[1]));
        }),
        BuiltinTable.Method("endsWith", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "endsWith", line);
            StringRegExp.RefuseRegExp(r, args[0], "endsWith", line);
            string search = Op.ToText(r, args[0]);
            return StringText.EndsWith(r, s, search, args[1].IsUndefined ? s.Length : Op.ToInteger(r, args[1]));
        }),
        BuiltinTable.Method("slice", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "slice", line);
            double start = Op.ToInteger(r, args[0]);
            return StringText.Slice(r, s, start, args[1].IsUndefined ? s.Length : Op.ToInteger(r, args[1]));
        }),
        BuiltinTable.Method("substring", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "substring", line);
            double start = Op.ToInteger(r, args[0]);
            return StringText.Substring(r, s, start, args[1].IsUndefined ? s.Length : Op.ToInteger(r, args[1]));
        }),
        BuiltinTable.Method("substr", 2, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "substr", line);
            double start = Op.ToInteger(r, args[0]);
            return StringText.Substr(r, s, start, args[1].IsUndefined ? double.PositiveInfinity : Op.ToInteger(r, args[1]));
        }),
        BuiltinTable.Method("trim", 0, static (Realm r, Value self, in Args args, int line) =>
            StringText.Trim(r, This(r, self, "trim", line), true, true)),
        trimStart,
        ("trimLeft", trimStart.Function),
        trimEnd,
        ("trimRight", trimEnd.Function),
        BuiltinTable.Method("padStart", 1, static (Realm r, Value self, in Args args, int line) =>
            Pad(r, self, in args, true, line)),
        BuiltinTable.Method("padEnd", 1, static (Realm r, Value self, in Args args, int line) =>
            Pad(r, self, in args, false, line)),
        BuiltinTable.Method("repeat", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = This(r, self, "repeat", line);
            return StringText.Repeat(r, s, Op.ToInteger(r, args[0]), line);
        }),
        BuiltinTable.Method("concat", 1, Concat),
        BuiltinTable.Method("split", 2, Split),
        BuiltinTable.Method("replace", 2, static (Realm r, Value self, in Args args, int line) =>
            StringRegExp.TryDelegate(r, self, args[0], Symbol.Replace, args[1], "replace", line, out Value result)
                ? result
                : StringReplace.Replace(r, This(r, self, "replace", line), args[0], args[1], false, line)),
        BuiltinTable.Method("replaceAll", 2, static (Realm r, Value self, in Args args, int line) =>
            StringRegExp.TryDelegate(r, self, args[0], Symbol.Replace, args[1], "replaceAll", line, out Value result)
                ? result
                : StringReplace.Replace(r, This(r, self, "replaceAll", line), args[0], args[1], true, line)),
        .. StringRegExp.Members,
        .. StringUnicode.Members(),
        BuiltinTable.Method("toLowerCase", 0, static (Realm r, Value self, in Args args, int line) =>
            CaseMapping.ToLower(r, This(r, self, "toLowerCase", line))),
        BuiltinTable.Method("toUpperCase", 0, static (Realm r, Value self, in Args args, int line) =>
            CaseMapping.ToUpper(r, This(r, self, "toUpperCase", line))),
        BuiltinTable.Method(Symbol.Iterator, 0, static (Realm r, Value self, in Args args, int line) =>
            Iterators.OfString(r, This(r, self, "[Symbol.iterator]", line))),
        BuiltinTable.Method("toString", 0, ThisString),
        BuiltinTable.Method("valueOf", 0, ThisString),
    ]);

    /// <summary>RequireObjectCoercible and ToString of the receiver.</summary>
    internal static string This(Realm r, Value self, string method, int line)
    {
        if (self.IsNullish) throw Errors.Type(r, $"String.prototype.{method} called on null or undefined", line);
        return Op.ToText(r, self);
    }

    private static Value ThisString(Realm r, Value self, in Args args, int line) => Wrappers.Unwrapped(self) is { IsString: true } text
        ? text
        : throw new Bailout("String.prototype.toString or valueOf of another receiver", line);

    private static Value CodePointAt(Realm r, Value self, in Args args, int line)
    {
        string s = This(r, self, "codePointAt", line);
        double position = Op.ToInteger(r, args[0]);
        if (!(position >= 0 && position < s.Length)) return default;
        int i = (int)position;
        return char.IsHighSurrogate(s[i]) && i + 1 < s.Length && char.IsLowSurrogate(s[i + 1])
            ? char.ConvertToUtf32(s[i], s[i + 1])
            : s[i];
    }

    private static Value At(Realm r, Value self, in Args args, int line)
    {
        string s = This(r, self, "at", line);
        double position = Op.ToInteger(r, args[0]);
        if (position < 0) position += s.Length;
        return position >= 0 && position < s.Length ? CharText.Of(s[(int)position]) : default(Value);
    }

    private static Value LastIndexOf(Realm r, Value self, in Args args, int line)
    {
        string s = This(r, self, "lastIndexOf", line), search = Op.ToText(r, args[0]);
        double position = Op.ToNumber(r, args[1]);      // NaN, and so undefined, means the end
        return StringText.LastIndexOf(r, s, search, double.IsNaN(position) ? position : Math.Truncate(position));
    }

    private static Value Pad(Realm r, Value self, in Args args, bool start, int line)
    {
        string s = This(r, self, start ? "padStart" : "padEnd", line);
        double length = Op.ToInteger(r, args[0]);
        if (length <= s.Length) return s;       // the filler is not converted then (§22.1.3.17.1)
        string filler = args[1].IsUndefined ? " " : Op.ToText(r, args[1]);
        return StringText.Pad(r, s, length, filler, start, line);
    }

    private static Value Concat(Realm r, Value self, in Args args, int line)
    {
        Value result = This(r, self, "concat", line);
        for (int i = 0; i < args.Count; i++) result = Rope.Concat(r, result.Ref!, Op.TextOrRope(r, args[i]));
        return result;
    }

    private static Value Split(Realm r, Value self, in Args args, int line)
    {
        if (StringRegExp.TryDelegate(r, self, args[0], Symbol.Split, args[1], "split", line, out Value result)) return result;
        string s = This(r, self, "split", line);
        double limit = args[1].IsUndefined ? uint.MaxValue : Op.ToUint32(Op.ToNumber(r, args[1]));
        if (!args[0].IsUndefined) return StringText.Split(r, s, Op.ToText(r, args[0]), limit);
        return limit == 0 ? r.Array([]) : r.Array([s]);
    }
}
