using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>RegExp.prototype (ECMA-262 §22.2.6).</summary>
internal static class RegExpPrototype
{
    internal static readonly NamespaceObject Instance = new("RegExp.prototype", new BuiltinTable("RegExp.prototype", NodeNames.RegExpPrototype, Prototypes.Object,
    [
        BuiltinTable.Method("exec", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            PlainObject o = This(r, self, "exec", line);
            return RegExpExec.Exec(r, o, Op.ToText(r, args[0]), line);
        }),
        BuiltinTable.Method("test", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            PlainObject o = Pristine(self, line);
            return RegExpExec.TryMatch(r, o, Op.ToText(r, args[0]), line);
        }),
        BuiltinTable.Method("toString", 0, static (Realm r, Value self, in Args args, int line) =>
        {
            RegExpData data = Data(Pristine(self, line));
            return $"/{Source(data.Source)}/{RegexFlagText.Of(data.Flags)}";
        }),
        BuiltinTable.Getter("source", static (Realm r, Value self, in Args args, int line) =>
            ReferenceEquals(self.Ref, Instance) ? "(?:)" : Source(Data(Any(self, line)).Source)),
        BuiltinTable.Getter("flags", static (Realm r, Value self, in Args args, int line) =>
            ReferenceEquals(self.Ref, Instance) ? "" : RegexFlagText.Of(Data(Pristine(self, line)).Flags)),
        Flag("hasIndices", RegexFlags.HasIndices),
        Flag("global", RegexFlags.Global),
        Flag("ignoreCase", RegexFlags.IgnoreCase),
        Flag("multiline", RegexFlags.Multiline),
        Flag("dotAll", RegexFlags.DotAll),
        Flag("unicode", RegexFlags.Unicode),
        Flag("unicodeSets", RegexFlags.UnicodeSets),
        Flag("sticky", RegexFlags.Sticky),
        BuiltinTable.Method(Symbol.Match, 1, static (Realm r, Value self, in Args args, int line) =>
            RegExpMatch.Match(r, Pristine(self, line), Op.ToText(r, args[0]), line)),
        BuiltinTable.Method(Symbol.MatchAll, 1, static (Realm r, Value self, in Args args, int line) =>
            RegExpMatch.MatchAll(r, Pristine(self, line), Op.ToText(r, args[0]))),
        BuiltinTable.Method(Symbol.Search, 1, static (Realm r, Value self, in Args args, int line) =>
            RegExpMatch.Search(r, Pristine(self, line), Op.ToText(r, args[0]), line)),
        BuiltinTable.Method(Symbol.Replace, 2, static (Realm r, Value self, in Args args, int line) =>
            RegExpReplace.Replace(r, Pristine(self, line), Op.ToText(r, args[0]), args[1], line)),
        BuiltinTable.Method(Symbol.Split, 2, static (Realm r, Value self, in Args args, int line) =>
            RegExpMatch.Split(r, Pristine(self, line), Op.ToText(r, args[0]), args[1])),
    ]));

    internal static RegExpData Data(PlainObject o) => (RegExpData)o.Data!;

    private static (string, Value) Flag(string name, RegexFlags flag) => BuiltinTable.Getter(name,
        (Realm r, Value self, in Args args, int line) =>
            ReferenceEquals(self.Ref, Instance) ? default(Value) : (Data(Any(self, line)).Flags & flag) != 0);

    private static PlainObject This(Realm r, Value self, string method, int line) => self.Ref is PlainObject { Data: RegExpData } o
        ? o
        : throw Errors.Type(r, $"Method RegExp.prototype.{method} called on incompatible receiver {Errors.Show(r, self, line)}", line);

    private static PlainObject Any(Value self, int line) => self.Ref is PlainObject { Data: RegExpData } o
        ? o
        : throw new Bailout("a member of RegExp.prototype on something else", line);

    /// <summary>For methods that look up others on the object: they find RegExp.prototype's.</summary>
    private static PlainObject Pristine(Value self, int line) => self.Ref is PlainObject o && RegExpObjects.IsPristine(o)
        ? o
        : throw new Bailout("a regular expression with properties of its own", line);

    /// <summary>EscapeRegExpPattern (§22.2.6.13.1): a text that is the pattern's literal.</summary>
    private static string Source(string pattern)
    {
        if (pattern.Length == 0) return "(?:)";
        if (!pattern.AsSpan().ContainsAny("/\n\r\u2028\u2029")) return pattern;
        var text = new StringBuilder(pattern.Length + 8);
        bool escaped = false, inClass = false;
        foreach (char c in pattern)
        {
            string? special = c switch { '\n' => "n", '\r' => "r", '\u2028' => "u2028", '\u2029' => "u2029", _ => null };
            if (!escaped)
            {
                if (c == '[') inClass = true;
                else if (c == ']') inClass = false;
                if (special is not null || (c == '/' && !inClass)) text.Append('\\');
            }
            if (special is null) text.Append(c);
            else text.Append(special);
            escaped = !escaped && c == '\\';
        }
        return text.ToString();
    }
}
