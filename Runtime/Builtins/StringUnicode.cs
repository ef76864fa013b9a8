using System.Collections.Frozen;
using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>Members of String.prototype that know about Unicode and languages (ECMA-262 §22.1.3, ECMA-402 §20.1).</summary>
internal static class StringUnicode
{
    /// <summary>ASCII as ICU's root collation has it, but for case; controls are ignored there, and bail out here.</summary>
    private const string Order = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>All below are letters that stand for themselves when composed.</summary>
    private const char FirstUnknown = '\u0250';

    private static readonly byte[] Weights = MakeWeights();

    private static readonly FrozenDictionary<char, string> Decompositions =
        LatinDecompositions.All.ToFrozenDictionary(static e => e[0], static e => e[1..]);

    internal static IEnumerable<(string, Value)> Members() =>
    [
        BuiltinTable.Method("localeCompare", 1, LocaleCompare),
        BuiltinTable.Method("normalize", 0, Normalize),
        BuiltinTable.Method("isWellFormed", 0, static (Realm r, Value self, in Args args, int line) =>
        {
            string s = StringPrototype.This(r, self, "isWellFormed", line);
            r.Spend(1 + s.Length / 16);
            return FirstLone(s, 0) == s.Length;
        }),
        BuiltinTable.Method("toWellFormed", 0, ToWellFormed),
        BuiltinTable.Method("toLocaleLowerCase", 0, static (Realm r, Value self, in Args args, int line) =>
            CaseMapping.ToLower(r, InDefaultLocale(r, self, "toLocaleLowerCase", args[0], line))),
        BuiltinTable.Method("toLocaleUpperCase", 0, static (Realm r, Value self, in Args args, int line) =>
            CaseMapping.ToUpper(r, InDefaultLocale(r, self, "toLocaleUpperCase", args[0], line))),
    ];

    private static string InDefaultLocale(Realm r, Value self, string method, Value locales, int line)
    {
        string s = StringPrototype.This(r, self, method, line);
        return locales.IsUndefined ? s : throw new Bailout($"{method} in a language", line);
    }

    private static byte[] MakeWeights()
    {
        var weights = new byte[128];
        for (int i = 0; i < Order.Length; i++) weights[Order[i]] = weights[char.ToUpperInvariant(Order[i])] = (byte)(i + 1);
        return weights;
    }

    /// <summary>In ASCII: by letters first, then lower case before upper case.</summary>
    private static Value LocaleCompare(Realm r, Value self, in Args args, int line)
    {
        string a = StringPrototype.This(r, self, "localeCompare", line), b = Op.ToText(r, args[0]);
        if (!args[1].IsUndefined || !args[2].IsUndefined) throw new Bailout("localeCompare in a language or with options", line);
        r.Spend(1 + (a.Length + b.Length) / 4);
        foreach (string text in (ReadOnlySpan<string>)[a, b])
            foreach (char c in text)
                if (c >= 128 || Weights[c] == 0) throw new Bailout("localeCompare beyond ASCII", line);
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
            if (Weights[a[i]] != Weights[b[i]]) return Weights[a[i]] < Weights[b[i]] ? -1 : 1;
        if (a.Length != b.Length) return a.Length < b.Length ? -1 : 1;
        for (int i = 0; i < length; i++)
            if (a[i] != b[i]) return a[i] > b[i] ? -1 : 1;      // in ASCII lower case comes after upper case
        return 0;
    }

    private static Value Normalize(Realm r, Value self, in Args args, int line)
    {
        string s = StringPrototype.This(r, self, "normalize", line);
        string form = args[0].IsUndefined ? "NFC" : Op.ToText(r, args[0]);
        if (form is not ("NFC" or "NFD" or "NFKC" or "NFKD"))
            throw Errors.Range(r, "The normalization form should be one of NFC, NFD, NFKC, NFKD.", line);
        r.Spend(1 + s.Length / 8);
        char max = '\0';
        foreach (char c in s)
            if (c > max) max = c;
        if (max < 128) return s;
        if (max >= FirstUnknown || form.Length == 4) throw new Bailout("normalize of unusual characters", line);
        if (form == "NFC") return s;
        r.Charge(24 + 6L * s.Length);
        var text = new StringBuilder(s.Length * 2);
        foreach (char c in s)
        {
            if (Decompositions.TryGetValue(c, out string? apart)) text.Append(apart);
            else text.Append(c);
        }
        return text.ToString();
    }

    private static Value ToWellFormed(Realm r, Value self, in Args args, int line)
    {
        string s = StringPrototype.This(r, self, "toWellFormed", line);
        r.Spend(1 + s.Length / 16);
        int lone = FirstLone(s, 0);
        if (lone == s.Length) return s;
        r.Charge(24 + 2L * s.Length);
        char[] units = s.ToCharArray();
        for (; lone < s.Length; lone = FirstLone(s, lone + 1)) units[lone] = '\ufffd';
        return new string(units);
    }

    /// <summary>Where the first lone surrogate is, from <paramref name="start"/> on; the length where there is none.</summary>
    private static int FirstLone(string s, int start)
    {
        for (int i = start; i < s.Length; i++)
        {
            if (!char.IsSurrogate(s[i])) continue;
            if (char.IsHighSurrogate(s[i]) && i + 1 < s.Length && char.IsLowSurrogate(s[i + 1])) i++;
            else return i;
        }
        return s.Length;
    }
}
