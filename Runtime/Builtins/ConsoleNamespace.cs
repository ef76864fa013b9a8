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
            string text = ConsoleText.Format(realm, in args, line);
            realm.Charge(64 + 2L * text.Length);
            realm.Console.Add(new ConsoleLine(error, text));
            return default;
        });
}
