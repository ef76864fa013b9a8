namespace Containerless.Runtime.Builtins;

/// <summary>The function String and its members (ECMA-262 §22.1.1, §22.1.2).</summary>
internal static class StringConstructor
{
    internal static readonly BuiltinConstructor Instance = new("String", 1, Call,
        static (Realm r, FunctionObject newTarget, in Args args, int line) => Wrappers.Make(
            r, r.ShapeOfNew(newTarget, Prototypes.StringObject, line), args.Count == 0 ? "" : Op.ToText(r, args[0]), line),
        Prototypes.StringObject, NodeNames.StringConstructor,
    [
        BuiltinTable.Method("fromCharCode", 1, FromCharCode),
        BuiltinTable.Method("fromCodePoint", 1, FromCodePoint),
        BuiltinTable.Method("raw", 1, Raw),
    ]);

    private static Value Call(Realm realm, Value self, in Args args, int line) =>
        args.Count == 0 ? "" : args[0].Ref is Symbol symbol ? symbol.ToString() : Op.ToText(realm, args[0]);

    private static Value FromCharCode(Realm realm, Value self, in Args args, int line)
    {
        if (args.Count == 1) return Intrinsics.FromCharCode(Op.ToNumber(realm, args[0]));
        realm.Charge(24 + 2 * args.Count);
        var units = new char[args.Count];
        for (int i = 0; i < units.Length; i++) units[i] = (char)(ushort)Op.ToInt32(Op.ToNumber(realm, args[i]));
        return new string(units);
    }

    private static Value FromCodePoint(Realm realm, Value self, in Args args, int line)
    {
        Value result = "";
        for (int i = 0; i < args.Count; i++)
        {
            double point = Op.ToNumber(realm, args[i]);
            if (!(point >= 0 && point <= 0x10ffff && point == Math.Truncate(point)))
                throw Errors.Range(realm, $"Invalid code point {NumberText.Of(point)}", line);
            string text = point is >= 0xd800 and <= 0xdfff ? CharText.Of((char)point) : char.ConvertFromUtf32((int)point);
            result = Rope.Concat(realm, result.Ref!, text);
        }
        return result;
    }

    /// <summary>String.raw (§22.1.2.4).</summary>
    private static Value Raw(Realm realm, Value self, in Args args, int line)
    {
        if (args[0].IsNullish) throw ObjectPrototype.NotAnObject(realm, line);
        Value raw = Op.GetNamed(realm, args[0], "raw", line);
        if (raw.IsNullish) throw ObjectPrototype.NotAnObject(realm, line);
        double length = Op.ToLength(realm, Op.GetNamed(realm, raw, "length", line));
        Value result = "";
        for (int i = 0; i < length; i++)
        {
            realm.Tick(line);
            result = Rope.Concat(realm, result.Ref!, Op.ToText(realm, Op.GetIndex(realm, raw, i, line)));
            if (i + 1 < length && i + 1 < args.Count) result = Rope.Concat(realm, result.Ref!, Op.ToText(realm, args[i + 1]));
        }
        return result;
    }
}
