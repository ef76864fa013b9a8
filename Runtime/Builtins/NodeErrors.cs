using System.Collections.Frozen;

namespace Containerless.Runtime.Builtins;

/// <summary>Errors of Node's own library, which have a code.</summary>
internal static class NodeErrors
{
    /// <summary>What of a shown value is too long for Node, and what it leaves of it.</summary>
    private const int Longest = 28, Left = 25;

    private static readonly NamespaceObject Prototype = new("NodeError.prototype", new BuiltinTable(
        "NodeError.prototype", FrozenSet.ToFrozenSet(["constructor", "toString"], StringComparer.Ordinal),
        ErrorConstructors.TypeErrorTable,
    [
        BuiltinTable.Method("toString", 0, static (Realm r, Value self, in Args args, int line) =>
            $"{Part(r, self, "name", line)} [{Part(r, self, "code", line)}]: {Part(r, self, "message", line)}"),
    ]));

    /// <summary>ERR_INVALID_ARG_TYPE of an argument that is to be a function.</summary>
    internal static JsThrow NoFunction(Realm r, string argument, Value given, int line)
    {
        string message = $"The \"{argument}\" argument must be of type function. Received {Received(r, given, line)}";
        return Op.Throw(r, ErrorConstructors.Make(r, r.RootShapeOf(Prototype), "ERR_INVALID_ARG_TYPE", message, line), line);
    }

    /// <summary>How Node tells what it was given.</summary>
    private static string Received(Realm r, Value v, int line)
    {
        if (v.IsNullish) return v.ToString();
        if (v.Ref is JsObject o)
        {
            return Errors.Plain(r, o, "constructor", line).Ref is FunctionObject f
                && f.TryGetOwnProperty(r, "name", line, out Property name) && name.Value.IsString && Op.ToText(r, name.Value) is { Length: > 0 } text
                ? $"an instance of {text}"
                : throw new Bailout("TypeError: the callback of a timer is not a function", line);
        }
        string shown = v.IsString ? Quoted(Op.ToText(r, v), line)
            : v.Ref is Symbol symbol ? symbol.ToString()
            : v.IsNumber && v.Num == 0 && double.IsNegative(v.Num) ? "-0"
            : Op.ToText(r, v);
        return $"type {Op.TypeOf(v)} ({(shown.Length > Longest ? shown[..Left] + "..." : shown)})";
    }

    private static string Quoted(string text, int line)
    {
        foreach (char c in text)
            if (c is < ' ' or '\'' or '\\' or > '~') throw new Bailout("an error that shows an unusual string", line);
        return $"'{text}'";
    }

    private static string Part(Realm r, Value self, string name, int line) => Op.ToText(r, Op.GetNamed(r, self, name, line));
}
