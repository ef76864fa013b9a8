using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

using Containerless.Runtime.Builtins;

/// <summary>Statically typed forms of builtins, which the compiler finds through <see cref="IntrinsicAttribute"/>.</summary>
public static partial class Intrinsics
{
    /// <summary>charCodeAt; NaN outside the string.</summary>
    [Intrinsic("String.prototype.charCodeAt")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double CharCodeAt(string self, int position) =>
        (uint)position < (uint)self.Length ? self[position] : double.NaN;

    /// <summary>charCodeAt; NaN outside the string.</summary>
    [Intrinsic("String.prototype.charCodeAt")]
    public static double CharCodeAt(string self, double position) => StringText.CharCodeAt(self, Integer(position));

    /// <summary>charAt; empty outside the string.</summary>
    [Intrinsic("String.prototype.charAt")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string CharAt(string self, int position) =>
        (uint)position < (uint)self.Length ? CharText.Of(self[position]) : "";

    /// <summary>charAt; empty outside the string.</summary>
    [Intrinsic("String.prototype.charAt")]
    public static string CharAt(string self, double position) => StringText.CharAt(self, Integer(position));

    /// <summary>startsWith.</summary>
    [Intrinsic("String.prototype.startsWith")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StartsWith(Realm r, string self, string search)
    {
        r.Spend(1 + (search.Length >> 5));
        return self.AsSpan().StartsWith(search);
    }

    /// <summary>startsWith at a position.</summary>
    [Intrinsic("String.prototype.startsWith")]
    public static bool StartsWith(Realm r, string self, string search, double position) =>
        StringText.StartsWith(r, self, search, Integer(position));

    /// <summary>endsWith.</summary>
    [Intrinsic("String.prototype.endsWith")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EndsWith(Realm r, string self, string search)
    {
        r.Spend(1 + (search.Length >> 5));
        return self.AsSpan().EndsWith(search);
    }

    /// <summary>indexOf; -1 where not found.</summary>
    [Intrinsic("String.prototype.indexOf")]
    public static int IndexOf(Realm r, string self, string search) => StringText.IndexOf(r, self, search, 0);

    /// <summary>indexOf from a position; -1 where not found.</summary>
    [Intrinsic("String.prototype.indexOf")]
    public static int IndexOf(Realm r, string self, string search, double position) =>
        StringText.IndexOf(r, self, search, Integer(position));

    /// <summary>lastIndexOf; -1 where not found.</summary>
    [Intrinsic("String.prototype.lastIndexOf")]
    public static int LastIndexOf(Realm r, string self, string search) =>
        StringText.LastIndexOf(r, self, search, double.NaN);

    /// <summary>includes.</summary>
    [Intrinsic("String.prototype.includes")]
    public static bool Includes(Realm r, string self, string search) => StringText.IndexOf(r, self, search, 0) >= 0;

    /// <summary>slice to the end.</summary>
    [Intrinsic("String.prototype.slice")]
    public static string Slice(Realm r, string self, double start) =>
        StringText.Slice(r, self, Integer(start), self.Length);

    /// <summary>slice.</summary>
    [Intrinsic("String.prototype.slice")]
    public static string Slice(Realm r, string self, double start, double end) =>
        StringText.Slice(r, self, Integer(start), Integer(end));

    /// <summary>substring to the end.</summary>
    [Intrinsic("String.prototype.substring")]
    public static string Substring(Realm r, string self, double start) =>
        StringText.Substring(r, self, Integer(start), self.Length);

    /// <summary>substring.</summary>
    [Intrinsic("String.prototype.substring")]
    public static string Substring(Realm r, string self, double start, double end) =>
        StringText.Substring(r, self, Integer(start), Integer(end));

    /// <summary>toLowerCase.</summary>
    [Intrinsic("String.prototype.toLowerCase")]
    public static string ToLowerCase(Realm r, string self) => CaseMapping.ToLower(r, self);

    /// <summary>toUpperCase.</summary>
    [Intrinsic("String.prototype.toUpperCase")]
    public static string ToUpperCase(Realm r, string self) => CaseMapping.ToUpper(r, self);

    /// <summary>trim.</summary>
    [Intrinsic("String.prototype.trim")]
    public static string Trim(Realm r, string self) => StringText.Trim(r, self, true, true);

    /// <summary>split by a string.</summary>
    [Intrinsic("String.prototype.split")]
    public static ArrayObject Split(Realm r, string self, string separator) =>
        StringText.Split(r, self, separator, uint.MaxValue);

    /// <summary>String.fromCharCode of one unit.</summary>
    [Intrinsic("String.fromCharCode")]
    public static string FromCharCode(double unit) => CharText.Of((char)(ushort)Op.ToInt32(unit));

    /// <summary>ToIntegerOrInfinity of a number.</summary>
    private static double Integer(double d) => double.IsNaN(d) ? 0 : Math.Truncate(d);
}
