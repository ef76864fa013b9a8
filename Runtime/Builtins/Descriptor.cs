namespace Containerless.Runtime.Builtins;

/// <summary>A Property Descriptor (ECMA-262 §6.2.6), fields of which may be absent.</summary>
internal struct Descriptor
{
    internal bool? Enumerable;
    internal bool? Configurable;
    internal bool? Writable;
    internal bool HasValue;
    internal Value Value;
    internal bool HasGet;
    internal FunctionObject? Get;
    internal bool HasSet;
    internal FunctionObject? Set;

    private readonly bool IsAccessor => HasGet || HasSet;

    /// <summary>ToPropertyDescriptor (§6.2.6.5).</summary>
    internal static Descriptor Of(Realm r, Value v, int line)
    {
        if (v.Ref is not JsObject o) throw Errors.Type(r, $"Property description must be an object: {Errors.Show(r, v, line)}", line);
        var result = new Descriptor
        {
            Enumerable = Flag(r, o, "enumerable", line),
            Configurable = Flag(r, o, "configurable", line),
        };
        result.HasValue = Field(r, o, "value", line, out result.Value);
        result.Writable = Flag(r, o, "writable", line);
        result.HasGet = Function(r, o, "get", "Getter", line, out result.Get);
        result.HasSet = Function(r, o, "set", "Setter", line, out result.Set);
        if (result.IsAccessor && (result.HasValue || result.Writable is not null))
        {
            throw Errors.Type(r, "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, "
                + Errors.Show(r, v, line), line);
        }
        return result;
    }

    private static bool Field(Realm r, JsObject o, string name, int line, out Value value)
    {
        bool has = o.Has(r, name, line);
        value = has ? o.GetNamed(r, name, line) : default;
        return has;
    }

    private static bool? Flag(Realm r, JsObject o, string name, int line) =>
        Field(r, o, name, line, out Value value) ? Op.Truthy(value) : null;

    private static bool Function(Realm r, JsObject o, string name, string what, int line, out FunctionObject? f)
    {
        f = null;
        if (!Field(r, o, name, line, out Value value)) return false;
        f = value.Ref as FunctionObject;
        if (f is null && !value.IsUndefined) throw Errors.Type(r, $"{what} must be a function: {Errors.Show(r, value, line)}", line);
        return true;
    }

    /// <summary>FromPropertyDescriptor (§6.2.6.4).</summary>
    internal static PlainObject ToObject(Realm r, Property property, int line)
    {
        PlainObject o = r.Object();
        if (property.Value.Ref is Accessor accessor)
        {
            if (accessor.IsOpaque) throw new Bailout("the descriptor of a property that is not shown", line);
            o.DefineOwn(r, "get", accessor.Getter);
            o.DefineOwn(r, "set", accessor.Setter);
        }
        else
        {
            o.DefineOwn(r, "value", property.Value);
            o.DefineOwn(r, "writable", property.IsWritable);
        }
        o.DefineOwn(r, "enumerable", property.IsEnumerable);
        o.DefineOwn(r, "configurable", property.IsConfigurable);
        return o;
    }

    internal static JsThrow Refused(Realm r, string name, int line) =>
        Errors.Type(r, $"Cannot redefine property: {PropertyKey.Describe(name)}", line);

    /// <summary>ValidateAndApplyPropertyDescriptor (§10.1.6.3); false where it is refused.</summary>
    internal readonly bool TryDefine(Realm r, JsObject o, string name, int line)
    {
        if (o is NamespaceObject) throw new Bailout("change of a builtin", line);
        if (!o.TryGetOwnProperty(r, name, line, out Property current))
        {
            if (!o.IsExtensible) throw Errors.Type(r, $"Cannot define property {PropertyKey.Describe(name)}, object is not extensible", line);
            o.DefineOwnProperty(r, name, Merge(default), line);
            return true;
        }
        if (current.Value.Ref is Accessor { IsOpaque: true }) throw new Bailout("change of a property that is not shown", line);
        if (!current.IsConfigurable && !MayChange(current)) return false;
        o.DefineOwnProperty(r, name, Merge(current), line);
        return true;
    }

    private readonly bool MayChange(Property current)
    {
        if (Configurable == true || (Enumerable is { } enumerable && enumerable != current.IsEnumerable)) return false;
        if (current.Value.Ref is Accessor accessor)
        {
            return !HasValue && Writable is null && (!HasGet || ReferenceEquals(Get, accessor.Getter))
                && (!HasSet || ReferenceEquals(Set, accessor.Setter));
        }
        if (IsAccessor) return false;
        return current.IsWritable || (Writable != true && (!HasValue || ObjectConstructor.SameValue(Value, current.Value)));
    }

    /// <summary>The property as it will be; what is absent stays, or is false or undefined.</summary>
    private readonly Property Merge(Property current)
    {
        PropertyFlags flags = Bit(Enumerable, current, PropertyFlags.Enumerable) | Bit(Configurable, current, PropertyFlags.Configurable);
        if (IsAccessor || (current.IsAccessor && !HasValue && Writable is null))
        {
            var old = current.Value.Ref as Accessor;
            var accessor = new Accessor(HasGet ? Get : old?.Getter, HasSet ? Set : old?.Setter);
            return new Property(Value.FromAccessor(accessor), flags | PropertyFlags.Accessor);
        }
        Property data = current.IsAccessor ? default : current;
        flags |= Bit(Writable, data, PropertyFlags.Writable);
        return new Property(HasValue ? Value : data.Value, flags);
    }

    private static PropertyFlags Bit(bool? wanted, Property current, PropertyFlags bit) =>
        wanted switch { true => bit, false => PropertyFlags.None, null => current.Flags & bit };
}
