namespace Containerless.Runtime.Builtins;

/// <summary>
/// Array.prototype members that call back (ECMA-262 §23.1.3). The length is taken before the first call; a callback
/// may change the array, so each element is looked at when its turn comes.
/// </summary>
internal static class ArrayCallbacks
{
    internal static IEnumerable<(string, Value)> Members() =>
    [
        BuiltinTable.Method("forEach", 1, ForEach),
        BuiltinTable.Method("map", 1, Map),
        BuiltinTable.Method("filter", 1, Filter),
        BuiltinTable.Method("reduce", 1, static (Realm r, Value self, in Args args, int line) =>
            Reduce(r, self, in args, false, line)),
        BuiltinTable.Method("reduceRight", 1, static (Realm r, Value self, in Args args, int line) =>
            Reduce(r, self, in args, true, line)),
        BuiltinTable.Method("some", 1, static (Realm r, Value self, in Args args, int line) =>
            Test(r, self, in args, true, line)),
        BuiltinTable.Method("every", 1, static (Realm r, Value self, in Args args, int line) =>
            !Test(r, self, in args, false, line)),
        BuiltinTable.Method("find", 1, static (Realm r, Value self, in Args args, int line) =>
            Find(r, self, in args, false, "find", line, out Value found) >= 0 ? found : default),
        BuiltinTable.Method("findIndex", 1, static (Realm r, Value self, in Args args, int line) =>
            Find(r, self, in args, false, "findIndex", line, out _)),
        BuiltinTable.Method("findLast", 1, static (Realm r, Value self, in Args args, int line) =>
            Find(r, self, in args, true, "findLast", line, out Value found) >= 0 ? found : default),
        BuiltinTable.Method("findLastIndex", 1, static (Realm r, Value self, in Args args, int line) =>
            Find(r, self, in args, true, "findLastIndex", line, out _)),
        BuiltinTable.Method("flatMap", 1, FlatMap),
    ];

    private static FunctionObject Callback(Realm r, in Args args, int line) => args[0].Ref as FunctionObject
        ?? throw Errors.Type(r, Errors.Show(r, args[0], line) + " is not a function", line);

    private static Value ForEach(Realm r, Value self, in Args args, int line)
    {
        ArrayLike array = new ArrayLike(r, self, "forEach", line);
        FunctionObject f = Callback(r, in args, line);
        int count = array.Count;
        for (int i = 0; i < count; i++)
        {
            r.Tick(line);
            if (array.IsPresent(i)) f.Invoke(r, args[1], new Args(array[i], i, self), line);
        }
        return default;
    }

    private static Value Map(Realm r, Value self, in Args args, int line)
    {
        ArrayLike array = new ArrayLike(r, self, "map", line).Ordinary();
        FunctionObject f = Callback(r, in args, line);
        int count = array.Count;
        r.Charge(24 + 16L * count);
        var items = new Value[count];
        for (int i = 0; i < count; i++)
        {
            r.Tick(line);
            items[i] = array.IsPresent(i) ? f.Invoke(r, args[1], new Args(array[i], i, self), line) : Value.Hole;
        }
        return r.Array(items);
    }

    private static Value Filter(Realm r, Value self, in Args args, int line)
    {
        ArrayLike array = new ArrayLike(r, self, "filter", line).Ordinary();
        FunctionObject f = Callback(r, in args, line);
        ArrayObject result = r.Array([]);
        int count = array.Count;
        for (int i = 0; i < count; i++)
        {
            r.Tick(line);
            if (!array.IsPresent(i)) continue;
            Value item = array[i];
            if (Op.Truthy(f.Invoke(r, args[1], new Args(item, i, self), line))) result.Push(r, item);
        }
        return result;
    }

    private static Value Reduce(Realm r, Value self, in Args args, bool right, int line)
    {
        ArrayLike array = new ArrayLike(r, self, right ? "reduceRight" : "reduce", line);
        FunctionObject f = Callback(r, in args, line);
        int count = array.Count;
        bool started = args.Count > 1;
        Value result = args[1];
        for (int n = 0; n < count; n++)
        {
            int i = right ? count - 1 - n : n;
            r.Tick(line);
            if (!array.IsPresent(i)) continue;
            result = started ? f.Invoke(r, default, new Args(result, array[i], i, self), line) : array[i];
            started = true;
        }
        if (!started) throw Errors.Type(r, "Reduce of empty array with no initial value", line);
        return result;
    }

    /// <summary>Whether the callback gave <paramref name="wanted"/> for some element.</summary>
    private static bool Test(Realm r, Value self, in Args args, bool wanted, int line)
    {
        ArrayLike array = new ArrayLike(r, self, wanted ? "some" : "every", line);
        FunctionObject f = Callback(r, in args, line);
        int count = array.Count;
        for (int i = 0; i < count; i++)
        {
            r.Tick(line);
            if (array.IsPresent(i) && Op.Truthy(f.Invoke(r, args[1], new Args(array[i], i, self), line)) == wanted)
                return true;
        }
        return false;
    }

    /// <summary>FindViaPredicate (§23.1.3.12.1), which sees holes as undefined; -1 where none.</summary>
    private static int Find(Realm r, Value self, in Args args, bool last, string method, int line, out Value found)
    {
        ArrayLike array = new ArrayLike(r, self, method, line);
        FunctionObject f = Callback(r, in args, line);
        int count = array.Count;
        for (int n = 0; n < count; n++)
        {
            int i = last ? count - 1 - n : n;
            r.Tick(line);
            found = array[i];
            if (Op.Truthy(f.Invoke(r, args[1], new Args(found, i, self), line))) return i;
        }
        found = default;
        return -1;
    }

    private static Value FlatMap(Realm r, Value self, in Args args, int line)
    {
        ArrayLike array = new ArrayLike(r, self, null, line).Ordinary();
        FunctionObject f = args[0].Ref as FunctionObject ?? throw Errors.Type(r, "flatMap mapper function is not callable", line);
        ArrayObject result = r.Array([]);
        int count = array.Count;
        for (int i = 0; i < count; i++)
        {
            r.Tick(line);
            if (!array.IsPresent(i)) continue;
            Value mapped = f.Invoke(r, args[1], new Args(array[i], i, self), line);
            if (mapped.Ref is ArrayObject inner) ArrayPrototype.Flatten(r, inner, 0, result);
            else result.Push(r, mapped);
        }
        return result;
    }
}
