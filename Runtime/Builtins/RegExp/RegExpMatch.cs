namespace Containerless.Runtime.Builtins;

/// <summary>What match, matchAll, search and split do with a pristine regular expression (ECMA-262 §22.2.6.8 to 14).</summary>
internal static class RegExpMatch
{
    private static readonly NamespaceObject IteratorPrototype =
        Iterators.PrototypeOf("RegExp String Iterator", NodeNames.RegExpStringIteratorPrototype);

    /// <summary>RegExp.prototype [ @@match ].</summary>
    internal static Value Match(Realm r, PlainObject o, string text, int line)
    {
        RegExpData data = RegExpPrototype.Data(o);
        if (!data.Global) return RegExpExec.Exec(r, o, text, line);
        RegExpObjects.SetLastIndex(r, o, 0, line);
        ArrayObject? found = null;
        for (int at = 0; at <= text.Length && r.Matcher.Exec(r, data.Program, text, at, data.Sticky);)
        {
            ReadOnlySpan<int> captures = r.Matcher.Captures;
            at = captures[1] > captures[0] ? captures[1] : RegExpObjects.Advance(text, captures[1], data.Program.Unicode);
            (found ??= r.Array([])).Push(r, RegExpExec.Capture(r, text, captures, 0));
        }
        return found is null ? Value.Null : found;
    }

    /// <summary>RegExp.prototype [ @@matchAll ]. Nobody else sees the copy of the regular expression that it makes.</summary>
    internal static PlainObject MatchAll(Realm r, PlainObject o, string text)
    {
        RegExpData data = RegExpPrototype.Data(o);
        return Iterators.New(r, IteratorPrototype, new Matches(data, text, RegExpObjects.LastIndex(r, o)));
    }

    private sealed class Matches(RegExpData data, string text, double from) : IteratorData
    {
        private double _at = data.Global || data.Sticky ? from : 0;

        internal override bool MoveNext(Realm realm, out Value item, int line)
        {
            item = default;
            if (!(_at <= text.Length)) return false;
            if (!realm.Matcher.Exec(realm, data.Program, text, (int)_at, data.Sticky))
            {
                _at = double.NaN;
                return false;
            }
            ReadOnlySpan<int> captures = realm.Matcher.Captures;
            if (!data.Global) _at = double.NaN;
            else _at = captures[1] > captures[0] ? captures[1] : RegExpObjects.Advance(text, captures[1], data.Program.Unicode);
            item = RegExpExec.Result(realm, data.Program, text, captures);
            return true;
        }
    }

    /// <summary>RegExp.prototype [ @@search ]: lastIndex is afterwards what it was.</summary>
    internal static Value Search(Realm r, PlainObject o, string text, int line)
    {
        RegExpData data = RegExpPrototype.Data(o);
        if (!ReferenceEquals(o.Shape, r.RegExpShape)) throw new Bailout("search with an unusual regular expression", line);
        return r.Matcher.Exec(r, data.Program, text, 0, data.Sticky) ? r.Matcher.Captures[0] : -1;
    }

    /// <summary>
    /// RegExp.prototype [ @@split ]. It tries to match at each place; searching from there finds the same place, since
    /// only an empty match where the last one ended is passed over.
    /// </summary>
    internal static Value Split(Realm r, PlainObject o, string text, Value limit)
    {
        RegExpData data = RegExpPrototype.Data(o);
        double most = limit.IsUndefined ? uint.MaxValue : Op.ToUint32(Op.ToNumber(r, limit));
        ArrayObject parts = r.Array([]);
        if (most == 0) return parts;
        if (text.Length == 0)
        {
            if (!r.Matcher.Exec(r, data.Program, text, 0, true)) parts.Push(r, text);
            return parts;
        }
        int start = 0;
        for (int at = 0; at < text.Length && r.Matcher.Exec(r, data.Program, text, at, false);)
        {
            ReadOnlySpan<int> captures = r.Matcher.Captures;
            int from = captures[0], to = captures[1];
            if (from >= text.Length) break;
            if (data.Program.Unicode && from > 0 && char.IsLowSurrogate(text[from]) && char.IsHighSurrogate(text[from - 1]))
                throw new Bailout("split inside a surrogate pair");
            if (from == to && to == start)
            {
                at = RegExpObjects.Advance(text, at, data.Program.Unicode);
                continue;
            }
            parts.Push(r, StringText.Part(r, text, start, from));
            if (parts.Count == most) return parts;
            start = at = to;
            for (int group = 1; group <= data.Program.Groups; group++)
            {
                parts.Push(r, RegExpExec.Capture(r, text, captures, group));
                if (parts.Count == most) return parts;
            }
        }
        parts.Push(r, StringText.Part(r, text, start, text.Length));
        return parts;
    }
}
