namespace Containerless.Runtime.Builtins;

/// <summary>The function Array and its members (ECMA-262 §23.1.1, §23.1.2).</summary>
internal static class ArrayConstructor
{
    /// <summary>Up to this length new Array(n) is dense, with holes.</summary>
    private const int MaxDense = 1 << 22;

    internal static readonly BuiltinConstructor Instance = new("Array", 1, Call, Construct, Prototypes.ArrayObject, NodeNames.ArrayConstructor,
    [
        BuiltinTable.Method("isArray", 1, static (Realm r, Value self, in Args args, int line) =>
            Intrinsics.IsArray(args[0])),
        BuiltinTable.Method("of", 0, static (Realm r, Value self, in Args args, int line) =>
            Self(self, line) ? Of(r, in args) : default),
        BuiltinTable.Method("from", 1, From),
    ]);

    private static bool Self(Value self, int line) => ReferenceEquals(self.Ref, Instance)
        ? true
        : throw new Bailout("Array.from or Array.of on another receiver", line);

    private static Value Construct(Realm r, FunctionObject newTarget, in Args args, int line)
    {
        Value made = Call(r, default, in args, line);
        if (!ReferenceEquals(newTarget, Instance))
            ((ArrayObject)made.AsObject!).InitializePrototype(r, r.ShapeOfNew(newTarget, Prototypes.ArrayObject, line).Prototype, line);
        return made;
    }

    private static Value Call(Realm r, Value self, in Args args, int line)
    {
        if (args.Count != 1 || !args[0].IsNumber) return Of(r, in args);
        double length = args[0].Num;
        if (length != (uint)length) throw Errors.Range(r, "Invalid array length", line);
        if (length > MaxDense) throw new Bailout("new Array of a large length", line);
        r.Spend(1 + (int)length / 16);
        ArrayObject array = r.Array([]);
        array.SetLength(r, (int)length);
        return array;
    }

    private static Value Of(Realm r, in Args args)
    {
        r.Charge(24 + 16 * args.Count);
        var items = new Value[args.Count];
        for (int i = 0; i < items.Length; i++) items[i] = args[i];
        return r.Array(items);
    }

    private static Value From(Realm r, Value self, in Args args, int line)
    {
        Self(self, line);
        FunctionObject? map = null;
        if (!args[1].IsUndefined)
            map = args[1].Ref as FunctionObject ?? throw Errors.Type(r, Errors.Show(r, args[1], line) + " is not a function", line);
        ArrayObject result = r.Array([]);
        if (Iterator(r, args[0], line) is { } items)
        {
            for (int i = 0; items.MoveNext(out Value item); i++)
            {
                r.Spend(1);
                JsThrow? thrown = null;
                try
                {
                    if (map is not null) item = map.Invoke(r, args[2], new Args(item, i), line);
                }
                catch (JsThrow e)
                {
                    thrown = e;
                }
                if (thrown is not null)
                {
                    items.CloseAfterThrow();
                    throw thrown;
                }
                result.Push(r, item);
            }
            return result;
        }
        if (args[0].Ref is Tag or Symbol) return result;       // no length
        if (args[0].Ref is not PlainObject like) throw new Bailout("Array.from of this value", line);
        double length = Math.Max(0, Op.ToInteger(r, Op.GetNamed(r, like, "length", line)));
        if (length > MaxDense) throw new Bailout("Array.from of a large length", line);
        for (int i = 0; i < length; i++)
        {
            r.Spend(1);
            Value item = like.GetNamed(r, PropertyKey.OfIndex(i), line);
            result.Push(r, map is null ? item : map.Invoke(r, args[2], new Args(item, i), line));
        }
        return result;
    }

    /// <summary>The iterator of §23.1.2.1 step 5; null where the value has no method Symbol.iterator.</summary>
    private static ValueIterator? Iterator(Realm r, Value v, int line)
    {
        if (v.IsNullish || v.IsString || v.Ref is ArrayObject { IsOrdinary: true }) return Iterators.OfBuiltin(r, v, line);
        return IteratorRecord.Of(r, v, line) is { } record ? new ValueIterator(record) : null;
    }
}
