namespace Containerless.Runtime;

/// <summary>A JavaScript object (ECMA-262 §6.1.7).</summary>
/// <remarks>
/// Four kinds: <see cref="PlainObject"/>, <see cref="ArrayObject"/>, <see cref="FunctionObject"/> and the immutable
/// builtin namespaces. Only the first two can change. Prototypes are never objects of their own: a name that is not
/// an own property is looked up in the builtin tables of the kind.
/// </remarks>
public abstract class JsObject
{
    private protected JsObject() { }

    /// <summary>[[Get]] of a string key that is not served by a fast lane.</summary>
    internal abstract Value GetNamed(Realm realm, string name, int line);

    /// <summary>[[Set]] of a string key that is not served by a fast lane.</summary>
    internal abstract void PutNamed(Realm realm, string name, Value value, int line);

    /// <summary>[[Delete]]; true where the property is gone.</summary>
    internal virtual bool DeleteNamed(Realm realm, string name, int line) =>
        throw new Bailout($"delete of '{name}' on {Describe()}", line);

    /// <summary>[[GetOwnProperty]]: whether the object has an own property of this name.</summary>
    internal abstract bool HasOwn(Realm realm, string name, int line);

    /// <summary>[[HasProperty]].</summary>
    internal abstract bool Has(Realm realm, string name, int line);

    /// <summary>What it is, for the reasons of bail-outs.</summary>
    internal abstract string Describe();
}
