using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>InternalizeJSONProperty (ECMA-262 §25.5.1.1).</summary>
internal static class JsonReviver
{
    internal static Value Revive(Realm r, Value parsed, FunctionObject reviver, int line)
    {
        PlainObject root = r.Object();
        root.DefineOwn(r, "", parsed);
        return Revive(r, root, "", reviver, line);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Revive(Realm r, JsObject holder, string name, FunctionObject reviver, int line)
    {
        r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
        r.Tick(line);
        Value value = holder.GetNamed(r, name, line);
        if (value.Ref is ArrayObject array)
        {
            int count = array.Count;
            for (int i = 0; i < count; i++) Replace(r, array, PropertyKey.OfIndex(i), reviver, line);
        }
        else if (value.Ref is JsObject o)
        {
            if (o is not PlainObject) throw new Bailout("a reviver that puts unusual objects in", line);
            // What there is now: the reviver is called for what it deletes meanwhile, too.
            List<string> keys = Enumeration.Keys(r, o, line);
            keys.RemoveAll(key => PropertyKey.IsHidden(key) || !o.TryGetOwnProperty(r, key, line, out Property property) || !property.IsEnumerable);
            foreach (string key in keys) Replace(r, o, key, reviver, line);
        }
        return reviver.Invoke(r, holder, new Args(name, value), line);
    }

    private static void Replace(Realm r, JsObject o, string key, FunctionObject reviver, int line)
    {
        Value element = Revive(r, o, key, reviver, line);
        if (element.IsUndefined)
        {
            o.DeleteNamed(r, key, line);
            return;
        }
        var descriptor = new Descriptor { HasValue = true, Value = element, Writable = true, Enumerable = true, Configurable = true };
        if (o.IsExtensible || o.HasOwn(r, key, line)) descriptor.TryDefine(r, o, key, line);
    }
}
