namespace Containerless.Runtime.Builtins;

/// <summary>
/// Members of String.prototype (ECMA-262 §22.1.3) on typed arguments. Positions are doubles that already went through
/// ToIntegerOrInfinity, since a position may lie beyond any int.
/// </summary>
internal static class StringText
{
    internal static int Clamp(double position, int length) =>
        position <= 0 ? 0 : position >= length ? length : (int)position;

    /// <summary>A relative position (slice, at): negative counts from the end.</summary>
    internal static int Relative(double position, int length) =>
        position < 0 ? Clamp(length + position, length) : Clamp(position, length);

    internal static string Part(Realm r, string s, int from, int to)
    {
        if (from >= to) return "";
        if (from == 0 && to == s.Length) return s;
        if (to - from == 1) return CharText.Of(s[from]);
        r.Charge(24 + 2L * (to - from));
        r.Spend((to - from) / 64);
        return s.Substring(from, to - from);
    }

    internal static int IndexOf(Realm r, string s, string search, double position)
    {
        int from = Clamp(position, s.Length);
        r.Spend(1 + SearchCost(s.Length - from, search.Length));
        int i = s.AsSpan(from).IndexOf(search);
        return i < 0 ? -1 : i + from;
    }

    /// <summary>The search may compare the whole needle at each place.</summary>
    internal static long SearchCost(long length, long needle) => length / 32 * (1 + needle / 64);

    internal static int LastIndexOf(Realm r, string s, string search, double position)
    {
        int from = double.IsNaN(position) ? s.Length : Clamp(position, s.Length);
        if (search.Length > s.Length) return -1;
        int end = Math.Min(from, s.Length - search.Length) + search.Length;
        r.Spend(1 + SearchCost(end, search.Length));
        return search.Length == 0 ? end : s.AsSpan(0, end).LastIndexOf(search);
    }

    internal static bool StartsWith(Realm r, string s, string search, double position)
    {
        int from = Clamp(position, s.Length);
        r.Spend(1 + search.Length / 32);
        return s.AsSpan(from).StartsWith(search);
    }

    internal static bool EndsWith(Realm r, string s, string search, double end)
    {
        int to = Clamp(end, s.Length);
        r.Spend(1 + search.Length / 32);
        return s.AsSpan(0, to).EndsWith(search);
    }

    internal static string Slice(Realm r, string s, double start, double end) =>
        Part(r, s, Relative(start, s.Length), Relative(end, s.Length));

    internal static string Substring(Realm r, string s, double start, double end)
    {
        int a = Clamp(start, s.Length), b = Clamp(end, s.Length);
        return Part(r, s, Math.Min(a, b), Math.Max(a, b));
    }

    internal static string Substr(Realm r, string s, double start, double length)
    {
        int from = Relative(start, s.Length);
        return Part(r, s, from, Clamp(from + length, s.Length));
    }

    internal static string CharAt(string s, double position) =>
        position >= 0 && position < s.Length ? CharText.Of(s[(int)position]) : "";

    internal static double CharCodeAt(string s, double position) =>
        position >= 0 && position < s.Length ? s[(int)position] : double.NaN;

    internal static string Trim(Realm r, string s, bool start, bool end)
    {
        ReadOnlySpan<char> text = s;
        if (start) text = TextNumber.TrimStart(text);
        int from = s.Length - text.Length;
        if (end) text = TextNumber.TrimEnd(text);
        r.Spend(1 + (s.Length - text.Length) / 8);
        return Part(r, s, from, from + text.Length);
    }

    internal static string Repeat(Realm r, string s, double count, int line)
    {
        if (count < 0 || double.IsInfinity(count)) throw Errors.Range(r, $"Invalid count value: {NumberText.Of(count)}", line);
        if (s.Length == 0 || count == 0) return "";
        double length = s.Length * count;
        if (length > Rope.MaxLength) throw Errors.Range(r, "Invalid string length", line);
        r.Charge(24 + 2L * (long)length);
        r.Spend(1 + (long)length / 32);
        return string.Create((int)length, s, static (span, part) =>
        {
            part.CopyTo(span);
            for (int done = part.Length; done < span.Length; done *= 2)
                span[..Math.Min(done, span.Length - done)].CopyTo(span[done..]);
        });
    }

    internal static string Pad(Realm r, string s, double maxLength, string filler, bool start, int line)
    {
        if (maxLength <= s.Length || filler.Length == 0) return s;
        if (maxLength > Rope.MaxLength) throw Errors.Range(r, "Invalid string length", line);
        int fill = (int)maxLength - s.Length;
        r.Charge(24 + 2L * (long)maxLength);
        r.Spend(1 + (long)maxLength / 16);
        return string.Create((int)maxLength, (s, filler, fill, start), static (span, state) =>
        {
            state.s.CopyTo(state.start ? span[state.fill..] : span);
            Span<char> gap = state.start ? span[..state.fill] : span[state.s.Length..];
            for (int i = 0; i < gap.Length; i++) gap[i] = state.filler[i % state.filler.Length];
        });
    }

    internal static ArrayObject Split(Realm r, string s, string separator, double limit)
    {
        r.Spend(1 + s.Length / 16 + SearchCost(s.Length, separator.Length));
        ArrayObject parts = r.Array([]);
        if (limit == 0) return parts;
        if (separator.Length == 0)
        {
            int count = (int)Math.Min(limit, s.Length);
            parts.Reserve(r, count);
            for (int i = 0; i < count; i++) parts.Push(r, CharText.Of(s[i]));
            return parts;
        }
        int from = 0;
        while (parts.Count < limit)
        {
            int at = s.AsSpan(from).IndexOf(separator);
            if (at < 0)
            {
                parts.Push(r, Part(r, s, from, s.Length));
                break;
            }
            parts.Push(r, Part(r, s, from, from + at));
            from += at + separator.Length;
        }
        return parts;
    }
}
