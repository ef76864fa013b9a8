namespace Containerless.Runtime.Builtins;

/// <summary>The function Symbol and its members (ECMA-262 §20.4.1, §20.4.2).</summary>
internal static class SymbolConstructor
{
    internal static readonly BuiltinConstructor Instance = new("Symbol", 0, Call,
        static (Realm r, FunctionObject newTarget, in Args args, int line) => throw Errors.Type(r, "Symbol is not a constructor", line),
        Prototypes.SymbolObject, NodeNames.SymbolConstructor,
        [
            .. new Symbol[]
            {
                Symbol.Iterator, Symbol.AsyncIterator, Symbol.HasInstance, Symbol.ToPrimitive, Symbol.ToStringTag, Symbol.Species,
                Symbol.IsConcatSpreadable, Symbol.Unscopables, Symbol.Match, Symbol.MatchAll, Symbol.Replace, Symbol.Search, Symbol.Split,
            }.Select(static s => (s.Description!["Symbol.".Length..], Value.FromSymbol(s))),
            BuiltinTable.Method("for", 1, For),
            BuiltinTable.Method("keyFor", 1, static (Realm r, Value self, in Args args, int line) => args[0].Ref is Symbol symbol
                ? symbol.IsRegistered ? symbol.Description : default(Value)
                : throw Errors.Type(r, $"{Errors.Show(r, args[0], line)} is not a symbol", line)),
        ]);

    private static Value Call(Realm r, Value self, in Args args, int line) =>
        Value.FromSymbol(new Symbol(r, args[0].IsUndefined ? null : Op.ToText(r, args[0])));

    private static Value For(Realm r, Value self, in Args args, int line)
    {
        string key = Op.ToText(r, args[0]);
        if (!r.RegisteredSymbols.TryGetValue(key, out Symbol? symbol))
        {
            r.Charge(100 + 2L * key.Length);
            r.RegisteredSymbols.Add(key, symbol = new Symbol(r, key) { IsRegistered = true });
        }
        return Value.FromSymbol(symbol);
    }
}
