using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>Array.prototype.join (ECMA-262 §23.1.3.18), which is also how an array becomes a string.</summary>
internal static class ArrayText
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static string Join(Realm r, ArrayObject array, string separator)
    {
        // As V8 does, an array that is being joined further up gives the empty string.
        foreach (ArrayObject outer in r.Joining)
            if (ReferenceEquals(outer, array)) return "";
        if (array.Count == 0) return "";
        r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
        r.Joining.Add(array);
        // Elements may run code of the function, which may change the array: the length is taken once, the elements
        // when their turn comes.
        int count = array.Count;
        long length = (long)separator.Length * (count - 1);
        if (length > Rope.MaxLength) throw Errors.Range(r, "Invalid string length", 0);
        r.Spend(count);
        r.Charge(24 + 8L * count);
        var texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            Value item = array[i];
            texts[i] = item.IsNullish ? "" : Op.ToText(r, item);
            length += texts[i].Length;
        }
        if (length > Rope.MaxLength) throw Errors.Range(r, "Invalid string length", 0);
        r.Charge(24 + 2 * length);
        r.Spend(length / 16);
        r.Joining.RemoveAt(r.Joining.Count - 1);
        return string.Join(separator, texts);
    }
}
