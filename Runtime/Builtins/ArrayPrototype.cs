using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// Array.prototype (ECMA-262 §23.1.3): the members without callbacks. Those that only read take any object with a
/// length; those that change it bail out on other receivers.
/// </summary>
internal static class ArrayPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent)
    {
        // One object under two names (§23.1.3.40).
        (string, Value Function) values = BuiltinTable.Method("values", 0, static (Realm r, Value self, in Args args, int line) =>
            Iterators.OfArray(r, ArrayLike.Object(r, self, null, line), EntryPart.Value));
        return new("Array.prototype", NodeNames.ArrayPrototype, parent,
        [
            values,
            (Symbol.Iterator.Key, values.Function),
            BuiltinTable.Method("keys", 0, static (Realm r, Value self, in Args args, int line) =>
                Iterators.OfArray(r, ArrayLike.Object(r, self, null, line), EntryPart.Key)),
            BuiltinTable.Method("entries", 0, static (Realm r, Value self, in Args args, int line) =>
                Iterators.OfArray(r, ArrayLike.Object(r, self, null, line), EntryPart.Entry)),
            BuiltinTable.Method("push", 1, Push),
            BuiltinTable.Method("pop", 0, static (Realm r, Value self, in Args args, int line) => Pop(r, self, line)),
            BuiltinTable.Method("shift", 0, static (Realm r, Value self, in Args args, int line) => This(r, self, line, "shift").Shift()),
            BuiltinTable.Method("unshift", 1, Unshift),
            BuiltinTable.Method("slice", 2, SliceMethod),
            BuiltinTable.Method("splice", 2, Splice),
            BuiltinTable.Method("concat", 1, ArrayConcat.Concat),
            BuiltinTable.Method("join", 1, static (Realm r, Value self, in Args args, int line) =>
            {
                ArrayObject array = Readable(r, self, null, line);
                return ArrayText.Join(r, array, args[0].IsUndefined ? "," : Op.ToText(r, args[0]));
            }),
            BuiltinTable.Method("toString", 0, ToText),
            BuiltinTable.Method("reverse", 0, static (Realm r, Value self, in Args args, int line) => Reverse(r, This(r, self, line, "reverse"))),
            BuiltinTable.Method("fill", 1, Fill),
            BuiltinTable.Method("copyWithin", 2, CopyWithin),
            BuiltinTable.Method("at", 1, At),
            BuiltinTable.Method("indexOf", 1, static (Realm r, Value self, in Args args, int line) =>
            {
                ArrayObject array = Readable(r, self, "indexOf", line);
                return array.Count == 0 ? -1 : IndexOf(r, array, args[0], Op.ToInteger(r, args[1]));
            }),
            BuiltinTable.Method("lastIndexOf", 1, LastIndexOf),
            BuiltinTable.Method("includes", 1, static (Realm r, Value self, in Args args, int line) =>
            {
                ArrayObject array = Readable(r, self, null, line);
                return array.Count != 0 && Includes(r, array, args[0], Op.ToInteger(r, args[1]));
            }),
            BuiltinTable.Method("flat", 0, Flat),
            .. ArrayCallbacks.Members(),
            .. ArrayCopies.Members(),
            BuiltinTable.Method("sort", 1, ArraySort.Sort),
        ]);
    }

    /// <summary>The array that a method changes.</summary>
    /// <exception cref="Bailout">It is frozen, sealed or not extensible, or no array.</exception>
    internal static ArrayObject This(Realm r, Value self, int line, string method = "")
    {
        if (self.Ref is not ArrayObject array)
        {
            ArrayLike.Object(r, self, null, line);
            throw new Bailout("an object is changed by a method of Array.prototype", line);
        }
        if (array is { Count: > 1, Extra.Level: Integrity.Frozen } && method is "sort" or "reverse" or "shift")
            throw Errors.Type(r, "Cannot assign to read only property '0' of object '[object Array]'", line);
        array.EnsureMutable(line);
        return array;
    }

    /// <summary>
    /// The array, or the elements of another object that a method without callbacks reads, in the order of the
    /// specification's steps as long as nothing can tell when they are read.
    /// </summary>
    internal static ArrayObject Readable(Realm r, Value self, string? method, int line)
    {
        if (self.Ref is ArrayObject array) return array;
        var like = new ArrayLike(r, self, method, line);
        for (JsObject? o = self.AsObject; o is not null; o = o.GetPrototype(r))
        {
            if (o is NamespaceObject) continue;
            if (o is not PlainObject p) throw new Bailout("a method of Array.prototype on an unusual object", line);
            foreach (Value slot in p.Slots)
                if (slot.Ref is Accessor { IsOpaque: false }) throw new Bailout("a method of Array.prototype on an object with getters", line);
        }
        ArrayObject copy = r.Array([]);
        for (int i = 0; i < like.Count; i++)
        {
            r.Spend(4);
            copy.Push(r, like.IsPresent(i) ? like[i] : Value.Hole);
        }
        return copy;
    }

    private static Value ToText(Realm r, Value self, in Args args, int line)
    {
        if (self.Ref is ArrayObject { Extra: null } array) return ArrayText.Join(r, array, ",");
        JsObject o = ArrayLike.Object(r, self, null, line);
        if (o.GetNamed(r, "join", line).Ref is FunctionObject join) return join.Invoke(r, self, new Args(), line);
        return ((FunctionObject)Prototypes.ObjectToString).Invoke(r, self, new Args(), line);
    }

    private static Value Pop(Realm r, Value self, int line)
    {
        if (self.Ref is ArrayObject { Count: > 0, Extra.Level: >= Integrity.Sealed } frozen)
            throw Errors.Type(r, $"Cannot delete property '{frozen.Count - 1}' of [object Array]", line);
        return This(r, self, line).Pop();
    }

    private static Value Push(Realm r, Value self, in Args args, int line)
    {
        if (self.Ref is ArrayObject { Extra.Level: not null } fixedArray && args.Count > 0)
            throw Errors.Type(r, $"Cannot add property {fixedArray.Count}, object is not extensible", line);
        ArrayObject array = This(r, self, line);
        for (int i = 0; i < args.Count; i++) array.Push(r, args[i]);
        return array.Count;
    }

    private static Value Unshift(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = This(r, self, line);
        int n = args.Count;
        if (n == 0) return array.Count;
        r.Spend(1 + (array.Count + n) / 16);
        Open(r, array, 0, n);
        for (int i = 0; i < n; i++) array.Items[array.Head + i] = args[i];
        return array.Count;
    }

    /// <summary>Makes room for <paramref name="n"/> elements at <paramref name="at"/>.</summary>
    private static void Open(Realm r, ArrayObject array, int at, int n)
    {
        if (at == 0 && array.Head >= n)
        {
            array.Head -= n;
            array.Count += n;
            return;
        }
        int count = array.Count;
        array.Reserve(r, count + n);
        array.Items.AsSpan(array.Head + at, count - at).CopyTo(array.Items.AsSpan(array.Head + at + n));
        array.Count = count + n;
    }

    /// <summary>slice between positions that may be relative.</summary>
    internal static ArrayObject Slice(Realm r, ArrayObject array, double start, double end)
    {
        int from = StringText.Relative(start, array.Count), to = StringText.Relative(end, array.Count);
        if (from >= to) return r.Array([]);
        r.Spend(1 + (to - from) / 16);
        r.Charge(16L * (to - from));
        return r.Array(array.Elements[from..to].ToArray());
    }

    private static Value SliceMethod(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = Readable(r, self, null, line);
        ArrayLike.EnsureOrdinary(array, line);
        int count = array.Count;
        double start = Op.ToInteger(r, args[0]);
        double end = args[1].IsUndefined ? count : Op.ToInteger(r, args[1]);
        return Slice(r, array, StringText.Relative(start, count), StringText.Relative(end, count));
    }

    private static Value Splice(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = This(r, self, line);
        ArrayLike.EnsureOrdinary(array, line);
        int count = array.Count;
        int start = StringText.Relative(Op.ToInteger(r, args[0]), count);
        int remove = args.Count switch
        {
            0 => 0,
            1 => count - start,
            _ => StringText.Clamp(Op.ToInteger(r, args[1]), count - start),
        };
        if (array.Count != count) throw new Bailout("array changed while splice converted its arguments", line);
        int insert = Math.Max(0, args.Count - 2);
        r.Spend(1 + count / 16);
        ArrayObject removed = Slice(r, array, start, start + remove);
        if (insert > remove)
        {
            Open(r, array, start, insert - remove);
        }
        else if (insert < remove)
        {
            Span<Value> elements = array.Elements;
            elements[(start + remove)..].CopyTo(elements[(start + insert)..]);
            array.SetLength(r, count - (remove - insert));
        }
        for (int i = 0; i < insert; i++) array.Items[array.Head + start + i] = args[i + 2];
        return removed;
    }

    internal static ArrayObject Reverse(Realm r, ArrayObject array)
    {
        r.Spend(1 + array.Count / 16);
        array.Elements.Reverse();   // holes move as §23.1.3.26 moves absent properties
        return array;
    }

    private static Value CopyWithin(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = This(r, self, line);
        int count = array.Count;
        int to = StringText.Relative(Op.ToInteger(r, args[0]), count), from = StringText.Relative(Op.ToInteger(r, args[1]), count);
        int end = args[2].IsUndefined ? count : StringText.Relative(Op.ToInteger(r, args[2]), count);
        if (array.Count != count) throw new Bailout("array changed while copyWithin converted its arguments", line);
        r.Spend(1 + count / 16);
        int length = Math.Min(end - from, count - to);
        if (length > 0) array.Elements.Slice(from, length).CopyTo(array.Elements[to..]);
        return self;
    }

    private static Value Fill(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = This(r, self, line);
        int count = array.Count;
        int start = StringText.Relative(Op.ToInteger(r, args[1]), count);
        int end = args[2].IsUndefined ? count : StringText.Relative(Op.ToInteger(r, args[2]), count);
        if (array.Count != count) throw new Bailout("array changed while fill converted its arguments", line);
        r.Spend(1 + count / 16);
        if (start < end) array.Elements[start..end].Fill(args[0]);
        return self;
    }

    private static Value At(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = Readable(r, self, null, line);
        double count = array.Count, position = Op.ToInteger(r, args[0]);
        if (position < 0) position += count;
        return position >= 0 && position < count ? array[(int)position] : default;
    }

    internal static int IndexOf(Realm r, ArrayObject array, Value item, double start)
    {
        int from = StringText.Relative(start, array.Count);
        r.Spend(1 + (array.Count - from) / 4);
        ReadOnlySpan<Value> elements = array.Elements;
        for (int i = from; i < elements.Length; i++)
            if (Op.StrictEquals(elements[i], item)) return i;      // a hole equals no value
        return -1;
    }

    private static Value LastIndexOf(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = Readable(r, self, null, line);
        int count = array.Count;
        if (count == 0) return -1;
        double start = args.Count > 1 ? Op.ToInteger(r, args[1]) : count - 1;
        if (start < 0) start += count;
        r.Spend(1 + count / 4);
        for (int i = (int)Math.Min(start, array.Count - 1); i >= 0; i--)
            if (Op.StrictEquals(array.Items[array.Head + i], args[0])) return i;
        return -1;
    }

    internal static bool Includes(Realm r, ArrayObject array, Value item, double start)
    {
        int from = StringText.Relative(start, array.Count);
        r.Spend(1 + (array.Count - from) / 4);
        for (int i = from; i < array.Count; i++)
            if (Op.SameValueZero(array[i], item)) return true;
        return false;
    }

    private static Value Flat(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = Readable(r, self, null, line);
        ArrayLike.EnsureOrdinary(array, line);
        double depth = args[0].IsUndefined ? 1 : Op.ToInteger(r, args[0]);
        ArrayObject result = r.Array([]);
        Flatten(r, array, depth, result);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Flatten(Realm r, ArrayObject array, double depth, ArrayObject into)
    {
        r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
        r.Spend(1 + array.Count);
        for (int i = 0; i < array.Count; i++)
        {
            if (!array.IsPresent(i)) continue;
            if (depth > 0 && array[i].Ref is ArrayObject inner) Flatten(r, inner, depth - 1, into);
            else into.Push(r, array[i]);
        }
    }
}
