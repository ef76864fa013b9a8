using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>A yield* (ECMA-262 §15.5.5); see <see cref="Realm.YieldAll"/>.</summary>
/// <remarks>
/// The first next() of the inner iterator is called where C# asks whether the awaiter is completed; what follows comes
/// from the generator's own next, throw and return, until the inner iterator is done.
/// </remarks>
public sealed class JsYieldAll : ICriticalNotifyCompletion
{
    private readonly Realm _realm;
    private readonly Value _iterator;
    private readonly Value _next;
    private readonly int _line;
    private bool _done;

    internal JsYieldAll(Realm realm, Value iterator, Value next, int line)
    {
        _realm = realm;
        _iterator = iterator;
        _next = next;
        _line = line;
    }

    /// <summary>The result object of the first next(); its value, where that was the last one.</summary>
    internal Value First { get; private set; }

    /// <summary>Itself.</summary>
    public JsYieldAll GetAwaiter() => this;

    /// <summary>Whether the inner iterator was done at once.</summary>
    public bool IsCompleted
    {
        get
        {
            Value value = default;
            Resumption mode = Resumption.Next;
            _done = Pass(_realm, ref mode, ref value);     // the body itself is here: it gets an exception
            First = value;
            return _done;
        }
    }

    /// <summary>The value of the inner iterator's last result.</summary>
    /// <exception cref="JsThrow">The inner iterator threw.</exception>
    /// <exception cref="JsCompletion">return() was called.</exception>
    public Value GetResult() => _done ? First : _realm.Resumed();

    /// <summary>
    /// Passes a resumption on. False: the inner iterator is not done, and <paramref name="value"/> is its result object.
    /// True: it is done or threw, and the generator goes on with the mode and the value.
    /// </summary>
    internal bool Step(Realm realm, ref Resumption mode, ref Value value)
    {
        try
        {
            return Pass(realm, ref mode, ref value);
        }
        catch (JsThrow e)
        {
            mode = Resumption.Throw;
            value = e.Value;
            return true;
        }
    }

    private bool Pass(Realm realm, ref Resumption mode, ref Value value) => mode switch
    {
        Resumption.Next => Took(realm, Call(realm, _next, value), ref value),
        Resumption.Throw => Throw(realm, ref mode, ref value),
        _ => Return(realm, ref value),
    };

    private bool Throw(Realm realm, ref Resumption mode, ref Value value)
    {
        if (Method(realm, "throw") is { } method)
        {
            bool done = Took(realm, method.Invoke(realm, _iterator, new Args(value), _line), ref value);
            mode = Resumption.Next;
            return done;
        }
        if (Method(realm, "return") is { } close) Result(realm, close.Invoke(realm, _iterator, new Args(), _line));
        return Op.Raise<bool>(realm, "TypeError", "The iterator does not provide a 'throw' method.", _line);
    }

    private bool Return(Realm realm, ref Value value) => Method(realm, "return") is not { } method
        || Took(realm, method.Invoke(realm, _iterator, new Args(value), _line), ref value);

    /// <summary>Takes a result: whether it is the last, and then its value.</summary>
    private bool Took(Realm realm, Value result, ref Value value)
    {
        JsObject o = Result(realm, result);
        if (!Op.Truthy(o.GetNamed(realm, "done", _line)))
        {
            value = result;
            return false;
        }
        value = o.GetNamed(realm, "value", _line);
        return true;
    }

    private JsObject Result(Realm realm, Value result) => result.Ref as JsObject ?? Op.Raise<JsObject>(
        realm, "TypeError", $"Iterator result {Builtins.Errors.Show(realm, result, _line)} is not an object", _line);

    private Value Call(Realm realm, Value f, Value argument) => f.Ref is FunctionObject function
        ? function.Invoke(realm, _iterator, new Args(argument), _line)
        : throw new Bailout("TypeError: the iterator's next is not a function", _line);

    /// <summary>GetMethod (§7.3.11).</summary>
    private FunctionObject? Method(Realm realm, string name)
    {
        Value method = ((JsObject)_iterator.Ref!).GetNamed(realm, name, _line);
        if (method.IsNullish) return null;
        return method.Ref as FunctionObject
            ?? throw new Bailout($"TypeError: the iterator's {name} is not a function", _line);
    }

    void INotifyCompletion.OnCompleted(Action continuation) => throw JsPromise.Foreign();

    void ICriticalNotifyCompletion.UnsafeOnCompleted(Action continuation) => throw JsPromise.Foreign();
}
