using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Builtins;

/// <summary>Node's console: output is kept with the attempt, and dropped when it bails out.</summary>
internal static class ConsoleNamespace
{
    internal static readonly NamespaceObject Instance = new("console", new BuiltinTable(
        "console", NodeNames.Console, Prototypes.Object,
    [
        Writer("log", false), Writer("info", false), Writer("debug", false),
        Writer("error", true), Writer("warn", true),
    ]));

    private static (string, Value) Writer(string name, bool error) => BuiltinTable.Method(name, 0,
        (Realm realm, Value self, in Args args, int line) =>
        {
            string text = Format(realm, in args, line);
            realm.Charge(64 + 2L * text.Length);
            realm.Console.Add(new ConsoleLine(error, text));
            return default;
        });

    /// <summary>util.format for primitives; objects, whose form is Node's own business, bail out.</summary>
    private static string Format(Realm realm, in Args args, int line)
    {
        if (args.Count > 1 && args[0].IsString && Op.ToText(realm, args[0]).Contains('%'))
            throw new Bailout("console output with a format", line);
        Value text = "";
        for (int i = 0; i < args.Count; i++)
        {
            Value v = args[i];
            if (v.Ref is JsObject) throw new Bailout("console output of an object", line);
            if (i > 0) text = Op.Concat(realm, text, " ");
            string part = v.IsNumber && v.Num == 0 && double.IsNegative(v.Num) ? "-0" : Op.ToText(realm, v);
            text = Op.Concat(realm, text, part);
        }
        return Op.ToText(realm, text);
    }
}
