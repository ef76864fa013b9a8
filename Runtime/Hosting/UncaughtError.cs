using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Hosting;

/// <summary>An error that nothing caught, as the answer tells of it (javascript/containerless/lib/errors.js).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Message">Its message.</param>
/// <param name="Line">Where it was made, in the function's own source; null where that is no line of it.</param>
/// <param name="IsLineKnown">False where Node has a line, or none, and the runtime cannot say.</param>
internal readonly record struct UncaughtError(string Name, string Message, int? Line, bool IsLineKnown)
{
    /// <summary>Reading the error may run code of the function, which may throw.</summary>
    internal static UncaughtError Describe(Realm realm, Value error, int prelude)
    {
        if (error.Ref is not PlainObject { Data: ErrorData data } o)
            return new UncaughtError("Error", Text(realm, error), null, true);
        string name = Text(realm, o, "name"), message = Text(realm, o, "message");
        if (o.FindSlot("stack") < 0) return new UncaughtError(name, message, null, true);
        int line = data.Line - prelude;
        return new UncaughtError(name, message, line > 0 ? line : null, data.Line > 0);
    }

    private static string Text(Realm realm, PlainObject error, string name)
    {
        try
        {
            // V8 reads both once more when it writes the stack: a getter bails out.
            return Op.ToText(realm, Errors.Plain(realm, error, name, 0));
        }
        catch (JsThrow)
        {
            return "";
        }
    }

    private static string Text(Realm realm, Value value)
    {
        try
        {
            return Op.ToText(realm, value);
        }
        catch (JsThrow)
        {
            return "";
        }
    }

    /// <summary>The body of the answer: <c>{"error":{"name","message","line"}}</c>.</summary>
    internal string ToJson(Realm realm)
    {
        PlainObject described = realm.Object(), document = realm.Object();
        described.DefineOwn(realm, "name", Name);
        described.DefineOwn(realm, "message", Message);
        described.DefineOwn(realm, "line", Line is { } line ? line : Value.Null);
        document.DefineOwn(realm, "error", described);
        return Op.ToText(realm, JsonNamespace.Stringify(realm, document, ""));
    }

    /// <summary>For a log.</summary>
    public override string ToString() => $"{Name}: {Message}" + (Line is null ? "" : $" (line {Line})");
}
