using System.Runtime.CompilerServices;
using System.Globalization;

namespace Containerless.Runtime;

/// <summary>Property keys: which strings are array indices, and the strings of small indices.</summary>
internal static class PropertyKey
{
    /// <summary>The first unit of keys that no string of the function may equal: of symbols and private names.</summary>
    internal const string Hidden = "\udc00";

    /// <summary>Whether a key is a symbol or a private name.</summary>
    internal static bool IsHidden(string key) => key.Length > 0 && key[0] == '\udc00';

    /// <summary>Whether a key is a private name.</summary>
    internal static bool IsPrivate(string key) => key.Length > 1 && key[0] == '\udc00' && key[1] == '#';

    private static readonly string[] Small = [.. Enumerable.Range(0, 1024).Select(
        static i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Array index (ECMA-262 §6.1.7): the canonical decimal of an integer in 0 … 2^32-2.</summary>
    internal static bool IsIndex(string name, out uint index)
    {
        index = 0;
        if ((uint)(name.Length - 1) >= 10u) return false;
        uint first = (uint)(name[0] - '0');
        if (first > 9 || (first == 0 && name.Length > 1)) return false;
        ulong value = first;
        for (int i = 1; i < name.Length; i++)
        {
            uint digit = (uint)(name[i] - '0');
            if (digit > 9) return false;
            value = value * 10 + digit;
        }
        if (value >= uint.MaxValue) return false;
        index = (uint)value;
        return true;
    }

    internal static string OfIndex(int index) =>
        (uint)index < (uint)Small.Length ? Small[index] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>ToPropertyKey (ECMA-262 §7.1.19): the name, or the hidden key of a symbol.</summary>
    internal static string Of(Realm realm, Value key)
    {
        if (key.Ref is string text) return IsHidden(text) ? throw Ambiguous() : text;
        if (key.IsNumber)
        {
            int i = double.ConvertToIntegerNative<int>(key.Num);
            return i == key.Num && i >= 0 ? OfIndex(i) : NumberText.Of(key.Num);
        }
        return OfSlow(realm, key);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string OfSlow(Realm realm, Value key)
    {
        if (key.Ref is JsObject)
        {
            realm.Enter(realm.CurrentLine, FrameStack.OfBuiltin);
            key = Op.ToPrimitive(realm, key, Op.Hint.String);
        }
        if (key.Ref is Symbol symbol) return symbol.Key;
        string text = Op.ToText(realm, key);
        return IsHidden(text) ? throw Ambiguous() : text;
    }

    /// <summary>A string that could be taken for a symbol's key.</summary>
    internal static Bailout Ambiguous() => new("a property name that starts with U+DC00");

    /// <summary>A key as a value: a string, or the symbol it stands for.</summary>
    internal static Value ToValue(string key) => IsHidden(key) ? Value.FromSymbol(Symbol.OfKey(key)) : key;

    /// <summary>A key as errors write it: <c>Symbol(x)</c> for symbols.</summary>
    internal static string Describe(string key) => IsHidden(key) && !IsPrivate(key) ? Symbol.OfKey(key).ToString() : key;
}
