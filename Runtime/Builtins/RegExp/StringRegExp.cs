using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// The members of String.prototype that leave the work to their argument (ECMA-262 §22.1.3): match, matchAll, search,
/// and replace, replaceAll and split where the argument has a method for it.
/// </summary>
internal static class StringRegExp
{
    internal static readonly (string, Value)[] Members =
    [
        BuiltinTable.Method("match", 1, static (Realm r, Value self, in Args args, int line) => Match(r, self, args[0], "match", Symbol.Match, RegexFlags.None, line)),
        BuiltinTable.Method("matchAll", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            NeedObject(r, self, "matchAll", line);
            if (RegExpObjects.Is(r, args[0], line)) NeedGlobal(r, args[0].AsObject!, "matchAll", line);
            return Match(r, self, args[0], "matchAll", Symbol.MatchAll, RegexFlags.Global, line);
        }),
        BuiltinTable.Method("search", 1, static (Realm r, Value self, in Args args, int line) => Match(r, self, args[0], "search", Symbol.Search, RegexFlags.None, line)),
    ];

    /// <summary>
    /// Whether <paramref name="argument"/>, of <paramref name="method"/>, does the work itself: then the result is what
    /// it returned.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryDelegate(Realm r, Value self, Value argument, Symbol symbol, Value second, string method, int line, out Value result)
    {
        result = default;
        NeedObject(r, self, method, line);
        if (argument.Ref is not JsObject o) return false;
        if (method == "replaceAll" && RegExpObjects.Is(r, argument, line)) NeedGlobal(r, o, method, line);
        Value worker = o.GetNamed(r, symbol.Key, line);
        if (worker.IsNullish) return false;
        if (worker.Ref is not FunctionObject f) throw new Bailout($"{symbol} is not a function", line);
        r.Enter(r.CurrentLine, FrameStack.OfBuiltin);
        result = f.Invoke(r, argument, new Args(self, second), line);
        return true;
    }

    /// <summary>startsWith, endsWith and includes refuse a regular expression.</summary>
    internal static void RefuseRegExp(Realm r, Value argument, string method, int line)
    {
        if (argument.Ref is JsObject && RegExpObjects.Is(r, argument, line))
            throw Errors.Type(r, $"First argument to String.prototype.{method} must not be a regular expression", line);
    }

    private static Value Match(Realm r, Value self, Value pattern, string method, Symbol symbol, RegexFlags flags, int line)
    {
        if (TryDelegate(r, self, pattern, symbol, default, method, line, out Value result)) return result;
        string text = Op.ToText(r, self);
        PlainObject o = RegExpObjects.New(
            r, r.RootShapeOf(RegExpPrototype.Instance), pattern.IsUndefined ? "" : Op.ToText(r, pattern), flags, line);
        return method switch
        {
            "match" => RegExpMatch.Match(r, o, text, line),
            "matchAll" => RegExpMatch.MatchAll(r, o, text),
            _ => RegExpMatch.Search(r, o, text, line),
        };
    }

    private static void NeedObject(Realm r, Value self, string method, int line)
    {
        if (self.IsNullish) throw Errors.Type(r, $"String.prototype.{method} called on null or undefined", line);
    }

    private static void NeedGlobal(Realm r, JsObject o, string method, int line)
    {
        Value flags = o.GetNamed(r, "flags", line);
        if (flags.IsNullish) throw new Bailout("a regular expression without flags", line);
        if (!Op.ToText(r, flags).Contains('g'))
            throw Errors.Type(r, $"String.prototype.{method} called with a non-global RegExp argument", line);
    }
}
