using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>[[State]] of a builtin iterator: arrays', strings', maps' and sets'.</summary>
internal abstract class IteratorData
{
    /// <summary>The next item; false when there are no more, and from then on.</summary>
    internal abstract bool MoveNext(Realm realm, out Value item, int line);
}

/// <summary>A builtin iterator's <c>next</c>, which loops may go around.</summary>
internal sealed class IteratorNextFunction(string holder) : BuiltinFunction("next", 0, (Realm r, Value self, in Args args, int line) =>
{
    if (self.Ref is not PlainObject { Data: IteratorData data })
        throw new Bailout($"next of a {holder} on another receiver", line);
    bool more = data.MoveNext(r, out Value item, line);
    return Iterators.Result(r, item, !more);
});

/// <summary>Builtin iterators; those of arrays and strings.</summary>
internal static class Iterators
{
    private static readonly NamespaceObject ArrayIteratorObject = PrototypeOf("Array Iterator", NodeNames.ArrayIteratorPrototype);
    private static readonly NamespaceObject StringIteratorObject = PrototypeOf("String Iterator", NodeNames.StringIteratorPrototype);

    /// <summary>The prototype of a kind of iterators.</summary>
    internal static NamespaceObject PrototypeOf(string tag, System.Collections.Frozen.FrozenSet<string> known) =>
        new(tag + ".prototype", new BuiltinTable(tag + ".prototype", known, Prototypes.Iterator,
            [("next", new IteratorNextFunction(tag)), BuiltinTable.Tag(tag)]));

    /// <summary>An iterator with this state.</summary>
    internal static PlainObject New(Realm r, NamespaceObject prototype, IteratorData data)
    {
        r.Charge(120);
        return new PlainObject(r.RootShapeOf(prototype), [], data);
    }

    /// <summary>CreateIterResultObject (§7.4.14).</summary>
    internal static PlainObject Result(Realm r, Value value, bool done)
    {
        r.Charge(104);
        return new PlainObject(r.ResultShape, [value, done]);
    }

    /// <summary>GetIterator (§7.4.3) for code that calls <c>next</c> and the others itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Value Open(Realm r, Value iterable, int line, out Value next)
    {
        Value method = iterable.IsNullish ? default : Op.GetNamed(r, iterable, Symbol.Iterator.Key, line);
        if (method.Ref is not FunctionObject f) throw new Bailout("yield* of something that is not iterable", line);
        r.Enter(r.CurrentLine, FrameStack.OfBuiltin);
        Value iterator = f.Invoke(r, iterable, new Args(), line);
        if (iterator.Ref is not JsObject o) throw Errors.Type(r, "Result of the Symbol.iterator method is not an object", line);
        next = o.GetNamed(r, "next", line);
        return iterator;
    }

    /// <summary>CreateArrayIterator (§23.1.5.1).</summary>
    internal static PlainObject OfArray(Realm r, JsObject array, EntryPart part) => New(r, ArrayIteratorObject, new ArrayIterator(array, part));

    internal static PlainObject OfString(Realm r, string text) => New(r, StringIteratorObject, new StringIterator(text));

    /// <summary>GetIterator as builtin functions do it, with their message.</summary>
    internal static ValueIterator OfBuiltin(Realm r, Value iterable, int line)
    {
        if (iterable.Ref is ArrayObject { IsOrdinary: true } or string or Rope) return Op.Iterate(r, iterable, line);
        IteratorRecord? record = IteratorRecord.Of(r, iterable, line);
        if (record is not null) return new ValueIterator(record);
        throw Errors.Type(r, $"{Errors.ShowWithType(r, iterable, line)} is not iterable (cannot read property Symbol(Symbol.iterator))", line);
    }

    private sealed class ArrayIterator(JsObject array, EntryPart part) : IteratorData
    {
        private JsObject? _array = array;
        private double _next;

        internal override bool MoveNext(Realm realm, out Value item, int line)
        {
            item = default;
            if (_array is null) return false;
            double length = _array is ArrayObject a ? a.Count : Op.ToLength(realm, _array.GetNamed(realm, "length", line));
            if (_next >= length)
            {
                _array = null;
                return false;
            }
            double i = _next++;
            if (part == EntryPart.Key)
            {
                item = i;
                return true;
            }
            item = Op.GetIndex(realm, _array, i, line);
            if (part == EntryPart.Entry) item = realm.Array([i, item]);
            return true;
        }
    }

    private sealed class StringIterator(string text) : IteratorData
    {
        private ValueIterator _points = new(text);

        internal override bool MoveNext(Realm realm, out Value item, int line) => _points.MoveNext(out item);
    }
}

/// <summary>What keys, values and entries give.</summary>
internal enum EntryPart
{
    Key,
    Value,
    Entry,
}
