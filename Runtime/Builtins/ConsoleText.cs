using System.Buffers;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// What console.log prints (Node's util.format) for primitives and for small, shallow objects and arrays that go on one
/// line. How Node breaks and groups longer ones is its own business: they bail out.
/// </summary>
internal static class ConsoleText
{
    /// <summary>Well below where Node starts to break lines.</summary>
    private const int MaxLine = 60;

    private const int MaxItems = 6;
    private const int MaxDepth = 2;

    private static readonly SearchValues<char> PlainInQuotes = SearchValues.Create(
        [.. Enumerable.Range(32, 95).Select(static c => (char)c).Where(static c => c is not ('\'' or '\\'))]);

    internal static string Format(Realm realm, in Args args, int line)
    {
        if (args.Count > 1 && args[0].IsString && Op.ToText(realm, args[0]).Contains('%'))
            throw new Bailout("console output with a format", line);
        if (args.Count == 1 && args[0].IsString) return Op.ToText(realm, args[0]);
        var text = new StringBuilder();
        for (int i = 0; i < args.Count; i++)
        {
            if (i > 0) text.Append(' ');
            if (args[i].IsString)
            {
                string part = Op.ToText(realm, args[i]);
                realm.Charge(2L * part.Length);
                text.Append(part);
            }
            else
            {
                text.Append(Inspect(realm, args[i], 0, line));
            }
        }
        return text.ToString();
    }

    private static string Inspect(Realm realm, Value v, int depth, int line)
    {
        switch (v.Ref)
        {
            case string or Rope:
                string text = Op.ToText(realm, v);
                if (text.Length > MaxLine) throw Unusual(line);
                return Quote(text, line);
            case ArrayObject array:
                if (array.Extra is not null) throw Unusual(line);
                if (array.Count == 0) return "[]";
                if (array.Count > MaxItems || depth > MaxDepth) throw Unusual(line);
                var items = new string[array.Count];
                for (int i = 0; i < items.Length; i++)
                    items[i] = array.IsPresent(i) ? Inspect(realm, array[i], depth + 1, line) : throw Unusual(line);
                return OneLine('[', items, ']', line);
            case PlainObject o:
                if (o.Data is not null || !ReferenceEquals(o.Shape.Prototype, Prototypes.ObjectObject)) throw Unusual(line);
                if (o.Count == 0) return "{}";
                if (o.Count > MaxItems || depth > MaxDepth || o.FindSlot("constructor") >= 0) throw Unusual(line);
                var members = new string[o.Count];
                int[]? order = o.Order();
                if (order is not null && order.Length != members.Length) throw Unusual(line);
                for (int i = 0; i < members.Length; i++)
                {
                    int slot = order is null ? i : order[i];
                    string key = o.KeyAt(slot);
                    if (o.Shape.FlagsAt(slot) is var flags && (flags & (PropertyFlags.Enumerable | PropertyFlags.Accessor)) != PropertyFlags.Enumerable)
                        throw Unusual(line);
                    members[i] = (IsIdentifier(key) ? key : Quote(key, line)) + ": " + Inspect(realm, o.Slots[slot], depth + 1, line);
                }
                return OneLine('{', members, '}', line);
            case JsObject: throw Unusual(line);
            case Symbol symbol: return symbol.ToString();
            default: return v.IsNumber && v.Num == 0 && double.IsNegative(v.Num) ? "-0" : Op.ToText(realm, v);
        }
    }

    private static string OneLine(char open, string[] parts, char close, int line)
    {
        string text = $"{open} {string.Join(", ", parts)} {close}";
        return text.Length <= MaxLine ? text : throw Unusual(line);
    }

    private static string Quote(string text, int line) =>
        text.AsSpan().ContainsAnyExcept(PlainInQuotes) ? throw Unusual(line) : $"'{text}'";

    private static bool IsIdentifier(string key)
    {
        if (key.Length == 0 || char.IsAsciiDigit(key[0])) return false;
        foreach (char c in key)
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        return key != "__proto__";
    }

    private static Bailout Unusual(int line) => new("console output of more than a small object", line);
}
