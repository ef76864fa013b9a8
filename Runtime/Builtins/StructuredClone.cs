using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>The global structuredClone (HTML §2.7) of data: objects, arrays, maps, sets, dates and primitives.</summary>
internal static class StructuredClone
{
    internal static readonly BuiltinFunction Function = new("structuredClone", 0, static (Realm r, Value self, in Args args, int line) =>
        args.Count == 1 ? Clone(r, args[0], new Dictionary<JsObject, JsObject>(ReferenceEqualityComparer.Instance), line)
            : throw new Bailout("structuredClone with options, or of nothing", line));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Clone(Realm r, Value v, Dictionary<JsObject, JsObject> done, int line)
    {
        if (v.Ref is Symbol) throw new Bailout("structuredClone of a symbol", line);
        if (v.Ref is not JsObject o) return v;
        if (done.TryGetValue(o, out JsObject? before)) return before;
        r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
        r.Charge(100);
        switch (o)
        {
            case ArrayObject { Extra: null } array:
                ArrayObject items = r.Array([]);
                done.Add(o, items);
                int count = array.Count;
                for (int i = 0; i < count; i++)
                {
                    r.Tick(line);
                    items.Push(r, array.IsPresent(i) ? Clone(r, array[i], done, line) : Value.Hole);
                }
                return items;
            case PlainObject { Data: null } plain:
                PlainObject copy = r.Object();
                done.Add(o, copy);
                foreach (string key in Enumeration.Keys(r, plain, line))
                {
                    r.Tick(line);
                    if (PropertyKey.IsHidden(key) || !plain.TryGetOwnProperty(r, key, line, out Property property) || !property.IsEnumerable) continue;
                    copy.DefineOwn(r, key, Clone(r, plain.GetNamed(r, key, line), done, line));
                }
                return copy;
            default:
                throw new Bailout($"structuredClone of {o.Describe()}", line);
        }
    }
}
