namespace Containerless.Runtime.Builtins;

/// <summary>RegExpBuiltinExec (ECMA-262 §22.2.7.2) and what it returns.</summary>
internal static class RegExpExec
{
    /// <summary>Whether it matches from lastIndex on; the groups are in the realm's matcher, until it runs again.</summary>
    internal static bool TryMatch(Realm r, PlainObject o, string text, int line)
    {
        var data = (RegExpData)o.Data!;
        bool remembers = data.Global || data.Sticky;
        double last = RegExpObjects.LastIndex(r, o);
        if (!remembers) last = 0;
        bool matched = last <= text.Length && r.Matcher.Exec(r, data.Program, text, (int)last, data.Sticky);
        if (remembers) RegExpObjects.SetLastIndex(r, o, matched ? r.Matcher.Captures[1] : 0, line);
        return matched;
    }

    /// <summary>The array of a match (steps 27 to 35), or null.</summary>
    internal static Value Exec(Realm r, PlainObject o, string text, int line) =>
        TryMatch(r, o, text, line) ? Result(r, ((RegExpData)o.Data!).Program, text, r.Matcher.Captures) : Value.Null;

    internal static ArrayObject Result(Realm r, RegexProgram program, string text, ReadOnlySpan<int> captures)
    {
        r.Spend(4 + program.Groups);
        r.Charge(200);
        var values = new Value[program.Groups + 1];
        for (int i = 0; i < values.Length; i++) values[i] = Capture(r, text, captures, i);
        Value groups = Groups(r, program, values);
        ArrayObject match = WithBag(r, values, [captures[0], text, groups]);
        if ((program.Flags & RegexFlags.HasIndices) != 0) match.Extra!.Bag!.DefineOwn(r, "indices", Indices(r, program, captures));
        return match;
    }

    internal static Value Capture(Realm r, string text, ReadOnlySpan<int> captures, int group)
    {
        int from = captures[2 * group], to = captures[2 * group + 1];
        return from < 0 || to < 0 ? default(Value) : StringText.Part(r, text, from, to);
    }

    /// <summary>The object of named groups, without prototype; undefined where no group has a name.</summary>
    internal static Value Groups(Realm r, RegexProgram program, ReadOnlySpan<Value> values)
    {
        if (program.Names.Length == 0) return default;
        r.Charge(72);
        var groups = new PlainObject(r.RootShape(null, 0), new Value[program.Names.Length]);
        foreach ((string name, int index) in program.Names) groups.DefineOwn(r, name, values[index]);
        return groups;
    }

    private static ArrayObject WithBag(Realm r, Value[] elements, Value[] slots)
    {
        ArrayObject array = r.Array(elements);
        PlainObject bag;
        if (r.MatchShape is { } shape)
        {
            r.Charge(120);
            bag = new PlainObject(shape, slots);
        }
        else
        {
            bag = r.Object();
            bag.DefineOwn(r, "index", slots[0]);
            bag.DefineOwn(r, "input", slots[1]);
            bag.DefineOwn(r, "groups", slots[2]);
            if (bag.Shape.IsShared) r.MatchShape = bag.Shape;
        }
        array.Extra = new ArrayExtra { Bag = bag };
        return array;
    }

    /// <summary>MakeMatchIndicesIndexPairArray (§22.2.7.8).</summary>
    private static ArrayObject Indices(Realm r, RegexProgram program, ReadOnlySpan<int> captures)
    {
        var pairs = new Value[program.Groups + 1];
        for (int i = 0; i < pairs.Length; i++)
            if (captures[2 * i] >= 0 && captures[2 * i + 1] >= 0) pairs[i] = r.Array([captures[2 * i], captures[2 * i + 1]]);
        ArrayObject indices = r.Array(pairs);
        indices.NeedBag(r).DefineOwn(r, "groups", Groups(r, program, pairs));
        return indices;
    }
}
