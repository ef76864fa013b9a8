namespace Containerless.Runtime.Builtins;

/// <summary>Array.prototype members that change a copy (ECMA-262 §23.1.3.33 and following).</summary>
internal static class ArrayCopies
{
    internal static IEnumerable<(string, Value)> Members() =>
    [
        BuiltinTable.Method("toReversed", 0, static (Realm r, Value self, in Args args, int line) =>
            ArrayPrototype.Reverse(r, Filled(r, self, line))),
        BuiltinTable.Method("toSorted", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            ArraySort.Comparator(r, in args, line);     // before this is looked at
            return ArraySort.Sort(r, Filled(r, self, line), in args, line);
        }),
        BuiltinTable.Method("toSpliced", 2, ToSpliced),
        BuiltinTable.Method("with", 2, With),
    ];

    /// <summary>A copy with undefined for holes.</summary>
    private static ArrayObject Filled(Realm r, Value self, int line)
    {
        ArrayObject copy = ArrayPrototype.Slice(r, ArrayPrototype.Readable(r, self, null, line), 0, double.PositiveInfinity);
        foreach (ref Value item in copy.Elements) item = item.HoleToUndefined;
        return copy;
    }

    private static Value ToSpliced(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = ArrayPrototype.Readable(r, self, null, line);
        int count = array.Count;
        int start = StringText.Relative(Op.ToInteger(r, args[0]), count);
        int skip = args.Count switch { 0 => 0, 1 => count - start, _ => StringText.Clamp(Op.ToInteger(r, args[1]), count - start) };
        if (array.Count != count) throw new Bailout("array changed while toSpliced converted its arguments", line);
        r.Spend(1 + count / 16);
        ArrayObject copy = r.Array([]);
        copy.Reserve(r, count - skip + Math.Max(0, args.Count - 2));
        for (int i = 0; i < start; i++) copy.Push(r, array[i]);
        for (int i = 2; i < args.Count; i++) copy.Push(r, args[i]);
        for (int i = start + skip; i < count; i++) copy.Push(r, array[i]);
        return copy;
    }

    private static Value With(Realm r, Value self, in Args args, int line)
    {
        ArrayObject array = ArrayPrototype.Readable(r, self, null, line);
        double count = array.Count, index = Op.ToInteger(r, args[0]);
        if (array.Count != count) throw new Bailout("array changed while with converted its arguments", line);
        double at = index < 0 ? count + index : index;
        if (!(at >= 0 && at < count)) throw Errors.Range(r, $"Invalid index : {NumberText.Of(index)}", line);
        ArrayObject copy = Filled(r, array, line);
        copy.Items[copy.Head + (int)at] = args[1];
        return copy;
    }
}
