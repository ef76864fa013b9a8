using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>What <see cref="Realm.Await"/> gives: always suspends; only the builders of this runtime understand it.</summary>
public readonly struct JsAwait : ICriticalNotifyCompletion
{
    internal readonly Realm Realm;

    internal JsAwait(Realm realm) => Realm = realm;

    /// <summary>Itself.</summary>
    public JsAwait GetAwaiter() => this;

    /// <summary>False: JavaScript's await never goes on at once.</summary>
    public bool IsCompleted => false;

    /// <summary>The value of the promise.</summary>
    /// <exception cref="JsThrow">The promise was rejected.</exception>
    public Value GetResult() => Realm.Resumed();

    void INotifyCompletion.OnCompleted(Action continuation) => throw JsPromise.Foreign();

    void ICriticalNotifyCompletion.UnsafeOnCompleted(Action continuation) => throw JsPromise.Foreign();
}
