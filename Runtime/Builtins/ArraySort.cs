namespace Containerless.Runtime.Builtins;

/// <summary>Array.prototype.sort (ECMA-262 §23.1.3.30).</summary>
internal static class ArraySort
{
    internal static FunctionObject? Comparator(Realm r, in Args args, int line)
    {
        if (args[0].Ref is FunctionObject comparator) return comparator;
        return args[0].IsUndefined ? null : throw Errors.Type(r, "The comparison function must be either a function or undefined", line);
    }

    internal static Value Sort(Realm r, Value self, in Args args, int line)
    {
        FunctionObject? comparator = Comparator(r, in args, line);
        ArrayObject array = ArrayPrototype.This(r, self, line, "sort");
        int count = array.Count;
        if (count < 2) return self;
        r.Charge(48 + 32L * count);
        r.Spend(count);

        // SortIndexedProperties: holes are left out, undefined goes last without being compared.
        var work = new List<Value>(count);
        int undefined = 0;
        bool objects = false;
        foreach (Value item in array.Elements)
        {
            if (item.IsHole) continue;
            if (item.IsUndefined)
            {
                undefined++;
                continue;
            }
            objects |= item.Ref is JsObject;
            work.Add(item);
        }
        Value[] items = [.. work];
        if (comparator is not null) new TimSort<ByFunction>(r, items, new ByFunction(r, comparator, line)).Sort();
        else if (objects) new TimSort<ByConversion>(r, items, new ByConversion(r)).Sort();
        else SortPrimitives(r, items);

        array.EnsureMutable(line);
        // The comparator may have changed the array: what was sorted is written back, the rest of the old length goes.
        for (int i = 0; i < items.Length; i++) array.Set(r, i, items[i], line);
        for (int i = 0; i < undefined; i++) array.Set(r, items.Length + i, default, line);
        for (int i = items.Length + undefined; i < Math.Min(count, array.Count); i++) array.Items[array.Head + i] = Value.Hole;
        return self;
    }

    /// <summary>By text. Converting a primitive has no effects, so each is converted once.</summary>
    private static void SortPrimitives(Realm r, Value[] items)
    {
        r.Charge(40L * items.Length);
        var texts = new string[items.Length];
        long length = 0;
        for (int i = 0; i < items.Length; i++)
        {
            texts[i] = Op.ToText(r, items[i]);
            length += texts[i].Length;
        }
        r.Spend((items.Length * 4L + length / 16) * (1 + System.Numerics.BitOperations.Log2((uint)items.Length + 1)));
        // Equal texts may be different values ("1" and 1): the position keeps the sort stable.
        var places = new int[items.Length];
        for (int i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(places, (i, j) =>
        {
            int order = string.CompareOrdinal(texts[i], texts[j]);
            return order != 0 ? order : i.CompareTo(j);
        });
        var copy = (Value[])items.Clone();
        for (int i = 0; i < places.Length; i++) items[i] = copy[places[i]];
    }

    private readonly struct ByFunction(Realm realm, FunctionObject f, int line) : IOrder
    {
        public double Compare(Value a, Value b)
        {
            realm.Tick(line);
            return Op.ToNumber(realm, f.Invoke(realm, default, new Args(a, b), line));
        }
    }

    /// <summary>CompareArrayElements without a comparator: both are converted at every comparison.</summary>
    private readonly struct ByConversion(Realm realm) : IOrder
    {
        public double Compare(Value a, Value b)
        {
            realm.Spend(2);
            string x = Op.ToText(realm, a), y = Op.ToText(realm, b);
            realm.Spend(Math.Min(x.Length, y.Length) / 16);
            return string.CompareOrdinal(x, y);
        }
    }
}
