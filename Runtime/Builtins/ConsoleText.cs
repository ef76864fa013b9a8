using System.Runtime.CompilerServices;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// What console.log prints (Node's util.format). Exact for primitives and for small, shallow objects and arrays that go on
/// one line. How Node breaks, groups and abbreviates more than that is its own business: for a log, which no answer
/// depends on, something readable is enough. What Node would run code of the function for bails out.
/// </summary>
internal sealed class ConsoleText
{
    /// <summary>Well below where Node starts to break lines.</summary>
    private const int MaxExactLine = 60;

    private const int MaxExactItems = 6;

    /// <summary>Objects deeper than this are abbreviated, as in Node.</summary>
    private const int MaxDepth = 2;

    private const int MaxItems = 100;
    private const int MaxLine = 72;

    private static readonly SearchValues<char> PlainInQuotes = SearchValues.Create(
        [.. Enumerable.Range(32, 95).Select(static c => (char)c).Where(static c => c is not ('\'' or '\\'))]);

    private readonly Realm _realm;
    private readonly int _line;
    private readonly List<JsObject> _around = [];
    private bool _exact = true;

    private ConsoleText(Realm realm, int line)
    {
        _realm = realm;
        _line = line;
    }

    /// <param name="realm">The realm.</param>
    /// <param name="args">The arguments of console.log.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="exact">Whether this is certainly what Node prints.</param>
    /// <exception cref="Bailout">Formatting would run code of the function.</exception>
    internal static string Format(Realm realm, in Args args, int line, out bool exact)
    {
        exact = true;
        if (args.Count == 1 && args[0].IsString) return Op.ToText(realm, args[0]);
        var writer = new ConsoleText(realm, line);
        string text = writer.Format(in args);
        exact = writer._exact;
        return text;
    }

    private string Format(in Args args)
    {
        var text = new StringBuilder();
        int next = 0;
        if (args.Count > 1 && args[0].IsString && Op.ToText(_realm, args[0]) is var format && format.Contains('%'))
            text.Append(Directives(format, in args, out next));
        for (int i = next; i < args.Count; i++)
        {
            if (i > 0) text.Append(' ');
            string part = args[i].IsString ? Op.ToText(_realm, args[i]) : Inspect(args[i], 0);
            _realm.Charge(2L * part.Length);
            text.Append(part);
        }
        return text.ToString();
    }

    private string Directives(string format, in Args args, out int next)
    {
        var text = new StringBuilder();
        next = 1;
        int copied = 0;
        for (int i = 0; i + 1 < format.Length; i++)
        {
            if (format[i] != '%') continue;
            char kind = format[i + 1];
            if (kind != '%' && (next == args.Count || !"sdifjoOc".Contains(kind))) continue;
            text.Append(format, copied, i - copied);
            text.Append(kind == '%' ? "%" : Directive(kind, args[next++]));
            copied = ++i + 1;
        }
        return text.Append(format, copied, format.Length - copied).ToString();
    }

    private string Directive(char kind, Value v)
    {
        switch (kind)
        {
            case 'c': return "";
            case 's' when v.IsString: return Op.ToText(_realm, v);
            case 's' when v.Ref is not JsObject: return Inspect(v, 0);
            case 's':
                // An object's own idea of a string is asked for.
                if (Errors.Plain(_realm, v.AsObject!, "toString", _line).Ref is not BuiltinFunction) throw new Bailout("console output of an object with toString", _line);
                _exact = false;
                return Inspect(v, 0);
            case 'd' when v.IsNumber || v.IsString: return Inspect(Op.ToNumber(_realm, v), 0);
            case 'i' when v.IsNumber || v.IsString: return Inspect(Globals.ParseInt(_realm, Op.ToText(_realm, v), 10), 0);
            case 'f' when v.IsNumber || v.IsString: return Inspect(Globals.ParseFloat(_realm, Op.ToText(_realm, v)), 0);
            case 'd' or 'i' or 'f' when v.Ref is not JsObject:
                _exact = false;
                return v.Ref is Symbol ? "NaN" : Inspect(Op.ToNumber(_realm, v), 0);
            case 'd' or 'i' or 'f' or 'j' when v.Ref is JsObject: throw new Bailout("console output that converts an object", _line);
            default:
                _exact = false;
                return Inspect(v, 0);
        }
    }

    private string Inspect(Value v, int depth)
    {
        switch (v.Ref)
        {
            case string or Rope:
                string text = Op.ToText(_realm, v);
                if (text.Length > MaxExactLine) _exact = false;
                return Quote(text);
            case Symbol symbol: return symbol.ToString();
            case JsObject o: return InspectObject(o, depth);
            default: return v.IsNumber && v.Num == 0 && double.IsNegative(v.Num) ? "-0" : Op.ToText(_realm, v);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string InspectObject(JsObject o, int depth)
    {
        _realm.Spend(10);
        if (_realm.RegisteredSymbols.ContainsKey("nodejs.util.inspect.custom")) throw new Bailout("console output with inspect.custom", _line);
        if (_around.Contains(o))
        {
            _exact = false;
            return "[Circular *1]";
        }
        _realm.Enter(_realm.CurrentLine, FrameStack.OfLightBuiltin);
        _around.Add(o);
        string text = o switch
        {
            ArrayObject array => InspectArray(array, depth),
            PlainObject p => InspectPlain(p, depth),
            FunctionObject f => InspectFunction(f),
            _ => $"[{o.Describe()}]",
        };
        if (o is not (ArrayObject or PlainObject)) _exact = false;
        _around.RemoveAt(_around.Count - 1);
        return text;
    }

    private static string InspectFunction(FunctionObject f)
    {
        string kind = f.Kind is FunctionKind.Constructor or FunctionKind.Derived ? "class" : "Function";
        if (f.Name.Length > 0) return kind == "class" ? $"[class {f.Name}]" : $"[{kind}: {f.Name}]";
        return $"[{kind} (anonymous)]";
    }

    private string InspectArray(ArrayObject array, int depth)
    {
        if (array.Extra is not null || array.Count > MaxExactItems || depth > MaxDepth) _exact = false;
        if (array.Count == 0) return "[]";
        if (depth > MaxDepth) return "[Array]";
        var items = new List<string>();
        for (int i = 0; i < array.Count && i < MaxItems; i++)
        {
            if (!array.IsPresent(i)) _exact = false;
            items.Add(array.IsPresent(i) ? Inspect(array[i], depth + 1) : "<1 empty item>");
        }
        if (array.Count > MaxItems) items.Add($"... {array.Count - MaxItems} more item{(array.Count > MaxItems + 1 ? "s" : "")}");
        return Lines("[", items, "]", depth);
    }

    private string InspectPlain(PlainObject o, int depth)
    {
        bool ordinary = o.Data is null && ReferenceEquals(o.Shape.Prototype, Prototypes.ObjectObject) && o.FindSlot("constructor") < 0;
        if (!ordinary || o.Count > MaxExactItems || depth > MaxDepth || !o.Shape.IsSimple && o.Order()?.Length != o.Count) _exact = false;
        string prefix = ordinary ? "" : Class(o);
        if (o.Data is ErrorData) return $"{o}" + (o.Count > 2 ? " " + Members(o, "", depth) : "");
        if (depth > MaxDepth && o.Count > 0) return $"[{(prefix.Length == 0 ? "Object" : prefix.TrimEnd())}]";
        return Members(o, prefix, depth);
    }

    private string Members(PlainObject o, string prefix, int depth)
    {
        var members = new List<string>();
        int[]? order = o.Order();
        for (int i = 0; i < (order?.Length ?? o.Count) && i < MaxItems; i++)
        {
            int slot = order is null ? i : order[i];
            PropertyFlags flags = o.Shape.FlagsAt(slot);
            if ((flags & PropertyFlags.Enumerable) == 0)
            {
                _exact = false;
                continue;
            }
            string key = o.KeyAt(slot);
            if (o.Slots[slot].Ref is Accessor) _exact = false;
            string value = o.Slots[slot].Ref is Accessor accessor
                ? accessor.Setter is null ? "[Getter]" : accessor.Getter is null ? "[Setter]" : "[Getter/Setter]"
                : Inspect(o.Slots[slot], depth + 1);
            members.Add((IsIdentifier(key) ? key : Quote(key)) + ": " + value);
        }
        return members.Count == 0 ? prefix + "{}" : Lines(prefix + "{", members, "}", depth);
    }

    /// <summary>The name of an object's class with a blank after it, if that can be had without running code.</summary>
    private string Class(PlainObject o)
    {
        if (o.Shape.Prototype is null) return "[Object: null prototype] ";
        for (JsObject? each = o; each is not null; each = each.GetPrototype(_realm))
        {
            _realm.Spend(1);
            if (each is NamespaceObject { Table: var table } && !table.IsImplemented("constructor")) continue;
            if (!each.TryGetOwnProperty(_realm, "constructor", _line, out Property property)) continue;
            return property.Value.Ref is FunctionObject { Name: { Length: > 0 } name } && name != "Object" ? name + " " : "";
        }
        return "";
    }

    private string Lines(string open, List<string> parts, string close, int depth)
    {
        int length = open.Length + close.Length + parts.Sum(static p => p.Length + 2) + 2;
        if (length > MaxExactLine) _exact = false;
        if (length <= MaxLine) return $"{open} {string.Join(", ", parts)} {close}";
        string indent = new(' ', 2 * depth);
        return $"{open}\n{indent}  {string.Join($",\n{indent}  ", parts)}\n{indent}{close}";
    }

    private string Quote(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(PlainInQuotes)) return $"'{text}'";
        _exact = false;
        return Op.ToText(_realm, JsonNamespace.Stringify(_realm, text, ""));
    }

    private static bool IsIdentifier(string key)
    {
        if (key.Length == 0 || char.IsAsciiDigit(key[0])) return false;
        foreach (char c in key)
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        return key != "__proto__";
    }
}
