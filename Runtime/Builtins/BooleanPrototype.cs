namespace Containerless.Runtime.Builtins;

/// <summary>Boolean.prototype (ECMA-262 §20.3.3) and the function Boolean.</summary>
internal static class BooleanPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) =>
        new("Boolean.prototype", NodeNames.BooleanPrototype, parent,
    [
        BuiltinTable.Method("toString", 0, static (Realm realm, Value self, in Args args, int line) =>
            This(realm, self, "toString", line) ? "true" : "false"),
        BuiltinTable.Method("valueOf", 0, static (Realm realm, Value self, in Args args, int line) => This(realm, self, "valueOf", line)),
    ]);

    internal static readonly BuiltinConstructor Constructor = new("Boolean", 1,
        static (Realm realm, Value self, in Args args, int line) => Op.Truthy(args[0]),
        static (Realm r, FunctionObject newTarget, in Args args, int line) =>
            Wrappers.Make(r, r.ShapeOfNew(newTarget, Prototypes.BooleanObject, line), Op.Truthy(args[0]), line),
        Prototypes.BooleanObject, NodeNames.BooleanConstructor, []);

    private static bool This(Realm realm, Value self, string method, int line) => Wrappers.Unwrapped(self) is { IsBoolean: true } b
        ? b.AsBoolean
        : throw Errors.Type(realm, $"Boolean.prototype.{method} requires that 'this' be a Boolean", line);
}
