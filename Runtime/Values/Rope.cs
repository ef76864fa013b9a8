namespace Containerless.Runtime;

/// <summary>A string that is the concatenation of two others and is made flat when its text is first needed.</summary>
internal sealed class Rope
{
    /// <summary>The longest string V8 makes on 64 bits, in UTF-16 units; beyond it Node throws a RangeError.</summary>
    internal const int MaxLength = 536_870_888;

    /// <summary>Below this many units a flat copy is cheaper than a node.</summary>
    private const int Worthwhile = 32;

    internal readonly int Length;
    private readonly Realm _realm;
    private object _left;       // string or Rope; the flat text once _right is null
    private object? _right;

    private Rope(Realm realm, object left, object right, int length)
    {
        _realm = realm;
        _left = left;
        _right = right;
        Length = length;
    }

    internal static int LengthOf(object text) => text is string s ? s.Length : ((Rope)text).Length;

    /// <summary>Concatenates two texts, each a string or a rope; charges before it allocates.</summary>
    internal static Value Concat(Realm realm, object left, object right)
    {
        int a = LengthOf(left), b = LengthOf(right);
        if (a == 0) return Of(right);
        if (b == 0) return Of(left);
        long length = (long)a + b;
        if (length < Worthwhile)
        {
            realm.Charge(24 + 2 * length);
            return string.Concat(Flat(left), Flat(right));
        }
        if (length > MaxLength) throw Builtins.Errors.Range(realm, "Invalid string length", 0);
        realm.Charge(56);
        return Value.FromRope(new Rope(realm, left, right, (int)length));
    }

    private static Value Of(object text) => text is string s ? s : Value.FromRope((Rope)text);

    internal static string Flat(object text) => text as string ?? ((Rope)text).Flatten();

    /// <summary>The text. Iterative, since ropes are as deep as loops are long.</summary>
    internal string Flatten()
    {
        if (_right is null) return (string)_left;
        _realm.Charge(24 + 2L * Length);
        _realm.Spend(1 + Length / 16);
        string text = string.Create(Length, this, static (span, root) =>
        {
            // From the end backwards: a left-deep rope, which `s += x` makes, then needs a stack of one.
            var pending = new Stack<object>();
            pending.Push(root);
            int end = span.Length;
            while (pending.TryPop(out object? each))
            {
                if (each is Rope rope)
                {
                    root._realm.Spend(1);
                    pending.Push(rope._left);
                    if (rope._right is not null) pending.Push(rope._right);
                    continue;
                }
                var part = (string)each;
                end -= part.Length;
                part.CopyTo(span[end..]);
            }
        });
        _left = text;
        _right = null;
        return text;
    }

    public override string ToString() => $"rope of {Length}";
}
