namespace Containerless.Runtime.Builtins;

/// <summary>%IteratorPrototype% (ECMA-262 §27.1.2).</summary>
internal static class IteratorPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) => new("Iterator.prototype", NodeNames.IteratorPrototype, parent,
    [
        BuiltinTable.Method(Symbol.Iterator, 0, static (Realm r, Value self, in Args args, int line) => self),
    ]);
}
