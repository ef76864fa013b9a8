namespace Containerless.Runtime.Builtins;

/// <summary>Array.prototype.concat (ECMA-262 §23.1.3.2).</summary>
internal static class ArrayConcat
{
    internal static Value Concat(Realm r, Value self, in Args args, int line)
    {
        JsObject receiver = ArrayLike.Object(r, self, "concat", line);
        if (receiver is ArrayObject own) ArrayLike.EnsureOrdinary(own, line);
        ArrayObject result = r.Array([]);
        Append(r, result, self, line);
        for (int i = 0; i < args.Count; i++) Append(r, result, args[i], line);
        return result;
    }

    private static void Append(Realm r, ArrayObject result, Value item, int line)
    {
        if (!IsSpreadable(r, item, line))
        {
            result.Push(r, item);
            return;
        }
        if (item.Ref is ArrayObject part)
        {
            int count = part.Count;
            result.Reserve(r, (int)Math.Min(int.MaxValue, (long)result.Count + count));
            r.Spend(1 + count / 16);
            part.Elements.CopyTo(result.Items.AsSpan(result.Head + result.Count));
            result.Count += count;
            return;
        }
        var like = new ArrayLike(r, item, null, line);
        for (int i = 0; i < like.Count; i++)
        {
            r.Tick(line);
            result.Push(r, like.IsPresent(i) ? like[i] : Value.Hole);
        }
    }

    /// <summary>IsConcatSpreadable (§23.1.3.2.1).</summary>
    private static bool IsSpreadable(Realm r, Value item, int line)
    {
        if (item.Ref is ArrayObject { Extra: null }) return true;
        if (item.Ref is not JsObject o) return false;
        Value own = o.GetNamed(r, Symbol.IsConcatSpreadable.Key, line);
        return own.IsUndefined ? o is ArrayObject : Op.Truthy(own);
    }
}
