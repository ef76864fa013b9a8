using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Builtins;

/// <summary>Node's console: output is kept with the attempt, and dropped when it bails out.</summary>
internal static class ConsoleNamespace
{
    internal static readonly NamespaceObject Instance = new("console", new BuiltinTable(
        "console", NodeNames.Console, Prototypes.Object,
    [
        Writer("log", false), Writer("info", false), Writer("debug", false), Writer("dir", false), Writer("dirxml", false),
        Writer("table", false), Writer("error", true), Writer("warn", true), Writer("trace", true),
        BuiltinTable.Method("assert", 0, static (Realm realm, Value self, in Args args, int line) =>
        {
            if (Op.Truthy(args[0])) return default;
            return Write(realm, true, args.Count > 1 ? "Assertion failed: " : "Assertion failed", args.Skip(1), line);
        }),
        BuiltinTable.Method("group", 0, static (Realm realm, Value self, in Args args, int line) =>
        {
            if (args.Count > 0) Write(realm, false, "", in args, line);
            realm.ConsoleIndentation = Math.Min(realm.ConsoleIndentation + 2, 100);
            return default;
        }),
        BuiltinTable.Method("groupEnd", 0, static (Realm realm, Value self, in Args args, int line) =>
        {
            realm.ConsoleIndentation = Math.Max(0, realm.ConsoleIndentation - 2);
            return default;
        }),
    ]));

    private static (string, Value) Writer(string name, bool error) => BuiltinTable.Method(name, 0,
        (Realm realm, Value self, in Args args, int line) => Write(realm, error, "", in args, line));

    private static Value Write(Realm realm, bool error, string prefix, in Args args, int line)
    {
        string text = prefix + ConsoleText.Format(realm, in args, line, out _);
        if (realm.ConsoleIndentation > 0)
        {
            string indent = new(' ', realm.ConsoleIndentation);
            realm.Charge(2L * text.Length);
            text = indent + text.Replace("\n", "\n" + indent);
        }
        realm.Charge(64 + 2L * text.Length);
        realm.Console.Add(new ConsoleLine(error, text));
        return default;
    }
}
