using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>What maps and sets, weak ones too, have in common.</summary>
internal static class Collections
{
    internal static JsThrow Incompatible(Realm r, Value self, string method, int line) =>
        Errors.Type(r, $"Method {method} called on incompatible receiver {Errors.Show(r, self, line)}", line);

    /// <summary>forEach (§24.1.3.5, §24.2.3.6): entries added meanwhile are visited, deleted ones are not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Value ForEach(Realm r, OrderedTable table, bool isSet, Value self, in Args args, int line)
    {
        if (args[0].Ref is not FunctionObject f) throw Errors.Type(r, $"{Errors.ShowWithType(r, args[0], line)} is not a function", line);
        r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
        for (OrderedTable.Entry? e = OrderedTable.After(r, table.Start); e is not null; e = OrderedTable.After(r, e))
        {
            r.Tick(line);
            f.Invoke(r, args[1], new Args(isSet ? e.Key : e.Value, e.Key, self), line);
        }
        return default;
    }

    /// <summary>
    /// What a constructor does with its argument (AddEntriesFromIterable, §24.1.1.2): <paramref name="add"/> where the
    /// object's method is the builtin one, as it nearly always is.
    /// </summary>
    internal static void AddEntries(
        Realm r, PlainObject o, Value iterable, string method, BuiltinFunction builtin, Action<Realm, Value, Value> add, int line)
    {
        if (iterable.IsNullish) return;
        FunctionObject adder = Adder(r, o, method, line);
        ValueIterator items = Iterators.OfBuiltin(r, iterable, line);
        while (items.MoveNext(out Value item))
        {
            r.Tick(line);
            JsThrow? failed = null;
            try
            {
                if (item.Ref is not JsObject entry)
                    throw Errors.Type(r, $"Iterator value {Errors.Show(r, item, line)} is not an entry object", line);
                Value key = entry.GetNamed(r, "0", line), value = entry.GetNamed(r, "1", line);
                if (ReferenceEquals(adder, builtin)) add(r, key, value);
                else adder.Invoke(r, o, new Args(key, value), line);
            }
            catch (JsThrow e)
            {
                failed = e;
            }
            if (failed is not null) items.Close(failed);
        }
    }

    internal static void AddItems(
        Realm r, PlainObject o, Value iterable, string method, BuiltinFunction builtin, Action<Realm, Value> add, int line)
    {
        if (iterable.IsNullish) return;
        FunctionObject adder = Adder(r, o, method, line);
        ValueIterator items = Iterators.OfBuiltin(r, iterable, line);
        while (items.MoveNext(out Value item))
        {
            r.Tick(line);
            JsThrow? failed = null;
            try
            {
                if (ReferenceEquals(adder, builtin)) add(r, item);
                else adder.Invoke(r, o, new Args(item), line);
            }
            catch (JsThrow e)
            {
                failed = e;
            }
            if (failed is not null) items.Close(failed);
        }
    }

    private static FunctionObject Adder(Realm r, PlainObject o, string method, int line) =>
        o.GetNamed(r, method, line).Ref as FunctionObject ?? throw new Bailout($"a collection whose {method} is not a function", line);
}
