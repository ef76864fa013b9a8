namespace Containerless.Runtime.Builtins;

/// <summary>Symbol.prototype (ECMA-262 §20.4.3).</summary>
internal static class SymbolPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) => new("Symbol.prototype", NodeNames.SymbolPrototype, parent,
    [
        BuiltinTable.Method("toString", 0, static (Realm r, Value self, in Args args, int line) =>
            This(r, self, "Symbol.prototype.toString", line).ToString()),
        BuiltinTable.Method("valueOf", 0, static (Realm r, Value self, in Args args, int line) =>
            Value.FromSymbol(This(r, self, "Symbol.prototype.valueOf", line))),
        BuiltinTable.Getter("description", static (Realm r, Value self, in Args args, int line) =>
            This(r, self, "Symbol.prototype.description", line).Description),
        BuiltinTable.Method(Symbol.ToPrimitive, 1, static (Realm r, Value self, in Args args, int line) =>
            Value.FromSymbol(This(r, self, "Symbol.prototype [ @@toPrimitive ]", line))),
        BuiltinTable.Tag("Symbol"),
    ]);

    private static Symbol This(Realm r, Value self, string method, int line) => Wrappers.Unwrapped(self).Ref as Symbol
        ?? throw Errors.Type(r, $"{method} requires that 'this' be a Symbol", line);
}
