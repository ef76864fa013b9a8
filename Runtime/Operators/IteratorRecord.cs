using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

/// <summary>An Iterator Record (ECMA-262 §7.4.1) of an iterator that is not one of the fast lanes.</summary>
internal sealed class IteratorRecord
{
    private readonly Realm _realm;
    private readonly Value _iterator;
    private readonly Value _next;
    private readonly IteratorData? _builtin;
    private readonly GeneratorFrame? _generator;
    private readonly int _line;
    private bool _done;

    private IteratorRecord(Realm realm, Value iterator, int line)
    {
        _realm = realm;
        _iterator = iterator;
        _next = Op.GetNamed(realm, iterator, "next", line);
        _line = line;
        // What the builtin next would put into an object and we take out again.
        if (_next.Ref is IteratorNextFunction && iterator.Ref is PlainObject { Data: IteratorData data }) _builtin = data;
        if (ReferenceEquals(_next.Ref, GeneratorPrototype.Next) && iterator.Ref is PlainObject { Data: GeneratorFrame frame }) _generator = frame;
    }

    /// <summary>GetIterator (§7.4.3); null where the value is not iterable.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static IteratorRecord? Of(Realm realm, Value iterable, int line)
    {
        if (iterable.IsNullish) return null;
        Value method = Op.GetNamed(realm, iterable, Symbol.Iterator.Key, line);
        if (method.IsNullish) return null;
        if (method.Ref is not FunctionObject f) throw new Bailout("Symbol.iterator is not a function", line);
        realm.Enter(realm.CurrentLine, FrameStack.OfBuiltin);
        realm.Charge(80);
        Value iterator = f.Invoke(realm, iterable, new Args(), line);
        if (iterator.Ref is not JsObject) throw Errors.Type(realm, "Result of the Symbol.iterator method is not an object", line);
        return new IteratorRecord(realm, iterator, line);
    }

    /// <summary>IteratorStepValue (§7.4.9).</summary>
    internal bool MoveNext(out Value item)
    {
        item = default;
        if (_done) return false;
        _done = true;       // also where one of the following throws: it is not closed then
        _realm.Tick(_line);
        if (_builtin is not null)
        {
            if (!_builtin.MoveNext(_realm, out item, _line)) return false;
            _done = false;
            return true;
        }
        if (_generator is not null)
        {
            GeneratorStep step = _generator.Step(_realm, Resumption.Next, default, _line, out item);
            if (step == GeneratorStep.Done) item = default;
            if (step != GeneratorStep.Result) return !(_done = step == GeneratorStep.Done);
            return Take(item, out item);
        }
        if (_next.Ref is not FunctionObject next) throw new Bailout("an iterator without a method next", _line);
        return Take(next.Invoke(_realm, _iterator, new Args(), _line), out item);
    }

    /// <summary>IteratorComplete and IteratorValue (§7.4.6, §7.4.7).</summary>
    private bool Take(Value result, out Value item)
    {
        item = default;
        if (result.Ref is not JsObject o) throw Errors.Type(_realm, $"Iterator result {Errors.Show(_realm, result, _line)} is not an object", _line);
        if (Op.Truthy(o.GetNamed(_realm, "done", _line))) return false;
        item = o.GetNamed(_realm, "value", _line);
        _done = false;
        return true;
    }

    /// <summary>IteratorClose (§7.4.11) after a break or return, or after a throw, which wins over what happens here.</summary>
    internal void Close(bool afterThrow)
    {
        if (_done) return;
        _done = true;
        try
        {
            Value method = Op.GetNamed(_realm, _iterator, "return", _line);
            if (method.IsNullish) return;
            if (method.Ref is not FunctionObject f) throw new Bailout("an iterator whose return is not a function", _line);
            Value result = f.Invoke(_realm, _iterator, new Args(), _line);
            if (result.Ref is not JsObject && !afterThrow)
                throw Errors.Type(_realm, $"{Errors.Show(_realm, result, _line)} is not an object", _line);
        }
        catch (JsThrow) when (afterThrow)
        {
            // §7.4.11 step 5: the completion that closes the iterator is a throw already.
        }
    }
}
