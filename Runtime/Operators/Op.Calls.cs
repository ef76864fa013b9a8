using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>f(…args) with this undefined; <paramref name="text"/> is how V8 names f in an error, if known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Call(Realm r, Value f, in Args args, int line, string? text = null)
    {
        if (f.Ref is FunctionObject function) return function.Invoke(r, default, in args, line);
        return NotCallable(r, text, line);
    }

    /// <summary>f(…args) with a given this: a method that was read before.</summary>
    public static Value CallWith(Realm r, Value f, Value self, in Args args, int line, string? text = null) =>
        Invoke(r, self, f, in args, line, text);

    /// <summary>o.name(…args).</summary>
    public static Value CallMethod(Realm r, Value o, string name, in Args args, int cache, int line, string? text = null)
    {
        ref CacheEntry entry = ref r.Caches[cache];
        if (o.Ref is PlainObject p)
        {
            if (ReferenceEquals(entry.Heir, p.Shape) && entry.Epoch == r.PrototypeEpoch)
            {
                if (entry.Inherited.Ref is FunctionObject inherited) return inherited.Invoke(r, o, in args, line);
            }
            else if (ReferenceEquals(entry.Shape, p.Shape) && p.Slots[entry.Slot].Ref is FunctionObject method)
            {
                return method.Invoke(r, o, in args, line);
            }
            return Invoke(r, o, GetSlow(r, o, name, cache, line), in args, line, text);
        }
        ReceiverKind kind = o.Ref is ArrayObject ? ReceiverKind.Array : o.IsString ? ReceiverKind.String : ReceiverKind.None;
        if (kind == ReceiverKind.None) return Invoke(r, o, GetSlow(r, o, name, cache, line), in args, line, text);
        if (o.Ref is ArrayObject { Extra: not null }) return Invoke(r, o, GetNamed(r, o, name, line), in args, line, text);
        if (entry.Kind != kind)
        {
            Value found = GetNamed(r, o, name, line);
            if (found.Ref is not BuiltinFunction builtin) return NotCallable(r, text, line);
            entry.Kind = kind;
            entry.Method = builtin;
        }
        return entry.Method!.Invoke(r, o, in args, line);
    }

    /// <summary>o[name](…args).</summary>
    public static Value CallMethod(Realm r, Value o, Value name, in Args args, int line, string? text = null)
    {
        Value f = GetIndex(r, o, name, line);
        if (f.Ref is FunctionObject function) return function.Invoke(r, o, in args, line);
        return NotCallable(r, text, line);
    }

    /// <summary>new f(…args).</summary>
    public static Value New(Realm r, Value f, in Args args, int line, string? text = null)
    {
        if (f.Ref is FunctionObject { IsConstructor: true } function) return function.Construct(r, in args, function, line);
        return text is null
            ? throw new Bailout("TypeError: value is not a constructor", line)
            : Raise<Value>(r, "TypeError", text + " is not a constructor", line);
    }

    private static Value Invoke(Realm r, Value self, Value f, in Args args, int line, string? text)
    {
        if (f.Ref is FunctionObject function) return function.Invoke(r, self, in args, line);
        return NotCallable(r, text, line);
    }

    [DoesNotReturn]
    private static Value NotCallable(Realm r, string? text, int line) => text is null
        ? throw new Bailout("TypeError: value is not a function", line)
        : Raise<Value>(r, "TypeError", text + " is not a function", line);

    /// <summary>
    /// Iterates (ECMA-262 §7.4). <paramref name="message"/> is what V8 says if it cannot; null: unknown, so that the error
    /// bails out; empty: it describes the value; <c>...x</c>: what a call spreads, and how V8 names that.
    /// </summary>
    public static ValueIterator Iterate(Realm r, Value iterable, int line, string? message = null) => iterable.Ref switch
    {
        ArrayObject { IsOrdinary: true } array => new ValueIterator(array),
        string s => new ValueIterator(s),
        Rope rope => new ValueIterator(rope.Flatten()),
        _ => new ValueIterator(IteratorRecord.Of(r, iterable, line) ?? throw NotIterable(r, iterable, message, line)),
    };

    private static Exception NotIterable(Realm r, Value v, string? message, int line) => message switch
    {
        "" => Errors.Type(r, $"{Errors.ShowWithType(r, v, line)} is not iterable (cannot read property Symbol(Symbol.iterator))", line),
        null or "..." when v.IsNullish || message is null => new Bailout("iteration of something that is not iterable", line),
        ['.', '.', '.', .. var name] => v.IsNullish
            ? Errors.Type(r, $"{name} is not iterable (cannot read property {v})", line)
            : Errors.Type(r, "Spread syntax requires ...iterable[Symbol.iterator] to be a function", line),
        _ => Errors.Type(r, message, line),
    };
}
