using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>A JavaScript object (ECMA-262 §6.1.7).</summary>
/// <remarks>
/// Four kinds: <see cref="PlainObject"/>, <see cref="ArrayObject"/>, <see cref="FunctionObject"/> and the immutable
/// builtin namespaces, in which every chain of prototypes ends. Keys are strings; those of symbols and private names
/// are hidden ones (<see cref="PropertyKey.Hidden"/>).
/// </remarks>
public abstract class JsObject
{
    private protected JsObject() { }

    /// <summary>[[GetPrototypeOf]].</summary>
    internal abstract JsObject? GetPrototype(Realm realm);

    /// <summary>[[GetOwnProperty]].</summary>
    /// <exception cref="Bailout">Node has such a property, and it is not known here.</exception>
    internal abstract bool TryGetOwnProperty(Realm realm, string name, int line, out Property property);

    /// <summary>[[DefineOwnProperty]] of a whole property, after what §10.1.6.3 checks. Adds or replaces.</summary>
    internal virtual void DefineOwnProperty(Realm realm, string name, Property property, int line) =>
        throw new Bailout($"property '{name}' defined on {Describe()}", line);

    /// <summary>[[SetPrototypeOf]] after its checks.</summary>
    internal virtual void SetPrototype(Realm realm, JsObject? prototype, int line) =>
        throw new Bailout($"change of the prototype of {Describe()}", line);

    /// <summary>[[IsExtensible]].</summary>
    internal virtual bool IsExtensible => true;

    /// <summary>SetIntegrityLevel (ECMA-262 §7.3.15), or [[PreventExtensions]] alone.</summary>
    internal virtual void Limit(Realm realm, Integrity level, int line) =>
        throw new Bailout($"freeze or the like of {Describe()}", line);

    /// <summary>[[OwnPropertyKeys]], symbols last, without private names.</summary>
    internal abstract void OwnKeys(Realm realm, List<string> keys, int line);

    /// <summary>The root shape of objects whose prototype this is. It is marked as a prototype from now on.</summary>
    internal virtual Shape Children(Realm realm, int line) => throw new Bailout($"{Describe()} as a prototype", line);

    /// <summary>[[Delete]]; true where the property is gone.</summary>
    internal virtual bool DeleteNamed(Realm realm, string name, int line) =>
        throw new Bailout($"delete of '{name}' on {Describe()}", line);

    /// <summary>[[GetOwnProperty]]: whether the object has an own property of this name.</summary>
    internal virtual bool HasOwn(Realm realm, string name, int line) => TryGetOwnProperty(realm, name, line, out _);

    /// <summary>[[Get]] with the object itself as receiver.</summary>
    internal Value GetNamed(Realm realm, string name, int line) => GetNamed(realm, name, this, line);

    /// <summary>[[Get]] (ECMA-262 §10.1.8).</summary>
    internal virtual Value GetNamed(Realm realm, string name, Value receiver, int line)
    {
        for (JsObject? o = this; o is not null; o = o.GetPrototype(realm))
        {
            if (o.TryGetOwnProperty(realm, name, line, out Property property))
                return property.Value.Ref is Accessor accessor ? accessor.Get(realm, receiver, line) : property.Value;
            realm.Spend(1);
        }
        return default;
    }

    /// <summary>[[HasProperty]] (ECMA-262 §10.1.7).</summary>
    internal virtual bool Has(Realm realm, string name, int line)
    {
        for (JsObject? o = this; o is not null; o = o.GetPrototype(realm))
        {
            if (o.HasOwn(realm, name, line)) return true;
            realm.Spend(1);
        }
        return false;
    }

    /// <summary>[[Set]] with the object itself as receiver; false where it is refused.</summary>
    internal virtual bool PutNamed(Realm realm, string name, Value value, int line) => TryPut(realm, name, value, this, line);

    /// <summary>OrdinarySet (ECMA-262 §10.1.9); false where it is refused, which strict code would see as a TypeError.</summary>
    internal bool TryPut(Realm realm, string name, Value value, JsObject receiver, int line)
    {
        for (JsObject? o = this; o is not null; o = o.GetPrototype(realm))
        {
            realm.Spend(1);
            if (!o.TryGetOwnProperty(realm, name, line, out Property property)) continue;
            if (property.Value.Ref is Accessor accessor) return Call(accessor, realm, value, receiver, line);
            if (!property.IsWritable) return false;
            if (!ReferenceEquals(o, receiver)) break;
            receiver.DefineOwnProperty(realm, name, property with { Value = value }, line);
            return true;
        }
        if (receiver.TryGetOwnProperty(realm, name, line, out Property own))
        {
            if (own.IsAccessor || !own.IsWritable) return false;
            receiver.DefineOwnProperty(realm, name, own with { Value = value }, line);
            return true;
        }
        if (!receiver.IsExtensible) return false;
        receiver.DefineOwnProperty(realm, name, new Property(value, PropertyFlags.All), line);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected static bool Call(Accessor accessor, Realm realm, Value value, Value receiver, int line)
    {
        if (accessor.IsOpaque) throw new Bailout("write to a property that is not shown", line);
        if (accessor.Setter is null) return false;
        realm.Enter(realm.CurrentLine, FrameStack.OfBuiltin);
        accessor.Setter.Invoke(realm, receiver, new Args(value), line);
        return true;
    }

    /// <summary>What it is, for the reasons of bail-outs.</summary>
    internal abstract string Describe();
}
