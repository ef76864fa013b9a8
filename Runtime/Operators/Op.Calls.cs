using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>f(…args) with this undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Call(Realm r, Value f, in Args args, int line)
    {
        if (f.Ref is FunctionObject function) return function.Invoke(r, default, in args, line);
        return NotCallable("value", line);
    }

    /// <summary>o.name(…args).</summary>
    public static Value CallMethod(Realm r, Value o, string name, in Args args, int cache, int line)
    {
        ref CacheEntry entry = ref r.Caches[cache];
        if (o.Ref is PlainObject p)
        {
            if (ReferenceEquals(entry.Shape, p.Shape) && p.Slots[entry.Slot].Ref is FunctionObject method)
                return method.Invoke(r, o, in args, line);
            return Invoke(r, o, GetSlow(r, o, name, cache, line), name, in args, line);
        }
        ReceiverKind kind = o.Ref is ArrayObject ? ReceiverKind.Array : o.IsString ? ReceiverKind.String : ReceiverKind.None;
        if (kind == ReceiverKind.None) return Invoke(r, o, GetNamed(r, o, name, line), name, in args, line);
        if (entry.Kind != kind)
        {
            Value found = GetNamed(r, o, name, line);
            if (found.Ref is not BuiltinFunction builtin) return NotCallable(name, line);
            entry.Kind = kind;
            entry.Method = builtin;
        }
        return entry.Method!.Invoke(r, o, in args, line);
    }

    /// <summary>o[name](…args).</summary>
    public static Value CallMethod(Realm r, Value o, Value name, in Args args, int line)
    {
        Value f = GetIndex(r, o, name, line);
        if (f.Ref is FunctionObject function) return function.Invoke(r, o, in args, line);
        return NotCallable("property", line);
    }

    /// <summary>new f(…args), for builtin constructors.</summary>
    public static Value New(Realm r, Value f, in Args args, int line)
    {
        if (f.Ref is FunctionObject function) return function.Construct(r, in args, line);
        throw new Bailout("TypeError: value is not a constructor", line);
    }

    private static Value Invoke(Realm r, Value self, Value f, string name, in Args args, int line)
    {
        if (f.Ref is FunctionObject function) return function.Invoke(r, self, in args, line);
        return NotCallable(name, line);
    }

    [DoesNotReturn]
    private static Value NotCallable(string what, int line) =>
        throw new Bailout($"TypeError: {what} is not a function", line);

    /// <summary>Iterates an array or a string (ECMA-262 §7.4); anything else bails out.</summary>
    public static ValueIterator Iterate(Realm r, Value iterable, int line) => iterable.Ref switch
    {
        ArrayObject array => new ValueIterator(array),
        string text => new ValueIterator(text),
        Rope rope => new ValueIterator(rope.Flatten()),
        _ => throw new Bailout("iteration of something that is neither an array nor a string", line),
    };
}
