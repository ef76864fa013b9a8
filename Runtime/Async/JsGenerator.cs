using Containerless.Runtime.Builtins;
using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>What a call of a generator gives in generated code; <typeparamref name="T"/> is <see cref="Value"/>.</summary>
[AsyncMethodBuilder(typeof(JsGeneratorBuilder<>))]
public readonly struct JsGenerator<T>
{
    private readonly GeneratorFrame? _frame;

    internal JsGenerator(GeneratorFrame? frame) => _frame = frame;

    /// <summary>The generator object; called once, right after the function.</summary>
    public Value Object(Realm realm) => _frame is null
        ? throw new InvalidOperationException("generated code: a generator that never begins")
        : GeneratorPrototype.New(realm, _frame);
}

/// <summary>Where a generator's body begins; see <see cref="Realm.Begin"/>.</summary>
public readonly struct JsBegin : ICriticalNotifyCompletion
{
    internal readonly Realm Realm;
    internal readonly FunctionObject Function;

    internal JsBegin(Realm realm, FunctionObject function)
    {
        Realm = realm;
        Function = function;
    }

    /// <summary>Itself.</summary>
    public JsBegin GetAwaiter() => this;

    /// <summary>False: it always suspends.</summary>
    public bool IsCompleted => false;

    /// <summary>Goes on. A return() or throw() before the first next() ends the generator without coming here.</summary>
    public void GetResult() => Realm.Resumed();

    void INotifyCompletion.OnCompleted(Action continuation) => throw JsPromise.Foreign();

    void ICriticalNotifyCompletion.UnsafeOnCompleted(Action continuation) => throw JsPromise.Foreign();
}

/// <summary>A yield; see <see cref="Realm.Yield"/>.</summary>
public readonly struct JsYield : ICriticalNotifyCompletion
{
    internal readonly Realm Realm;

    internal JsYield(Realm realm) => Realm = realm;

    /// <summary>Itself.</summary>
    public JsYield GetAwaiter() => this;

    /// <summary>False: it always suspends.</summary>
    public bool IsCompleted => false;

    /// <summary>What next() sent.</summary>
    /// <exception cref="JsThrow">throw() was called.</exception>
    /// <exception cref="JsCompletion">return() was called.</exception>
    public Value GetResult() => Realm.Resumed();

    void INotifyCompletion.OnCompleted(Action continuation) => throw JsPromise.Foreign();

    void ICriticalNotifyCompletion.UnsafeOnCompleted(Action continuation) => throw JsPromise.Foreign();
}
