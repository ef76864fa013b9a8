using System.Runtime.CompilerServices;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>this of a sloppy function (ECMA-262 §10.2.1.2): always an object.</summary>
    public static Value SloppyThis(Realm r, Value thisValue, int line) => thisValue.Ref is JsObject ? thisValue
        : thisValue.IsNullish ? Globals.This
        : Wrappers.Of(r, thisValue, line);

    /// <summary>A rest parameter: the arguments from <paramref name="start"/> on.</summary>
    public static ArrayObject Rest(Realm r, in Args args, int start)
    {
        int count = Math.Max(0, args.Count - start);
        r.Charge(16L * count);
        var items = new Value[count];
        for (int i = 0; i < count; i++) items[i] = args[start + i];
        return r.Array(items);
    }

    /// <summary>The arguments object (ECMA-262 §10.4.4); writing elements of a mapped one bails out.</summary>
    public static Value Arguments(Realm r, in Args args, bool mapped) => ArgumentsObject.Make(r, in args, mapped);

    /// <summary>A getter of an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject DefineGetter(Realm r, PlainObject o, Value key, Value f) => DefineAccessor(r, o, key, f, true);

    /// <summary>A setter of an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject DefineSetter(Realm r, PlainObject o, Value key, Value f) => DefineAccessor(r, o, key, f, false);

    private static PlainObject DefineAccessor(Realm r, PlainObject o, Value key, Value f, bool getter)
    {
        string name = PropertyKey.Of(r, key);
        var function = (FunctionObject)f.AsObject!;
        if (function.Name.Length == 0) function.Rename((getter ? "get " : "set ") + FunctionName(name));
        Writing.DefineAccessor(r, o, name, function, getter, true, 0);
        return o;
    }

    /// <summary>CopyDataProperties (ECMA-262 §7.3.26) of a spread in an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject CopyProperties(Realm r, PlainObject o, Value source)
    {
        int line = r.CurrentLine;
        switch (source.Ref)
        {
            case PlainObject { Shape.IsSimple: true } from:
                int count = from.Count;
                r.Spend(1 + count);
                for (int i = 0; i < count; i++) o.DefineOwn(r, from.KeyAt(i), from.Slots[i]);
                break;
            case NamespaceObject or FunctionObject { IsBuiltin: true }:
                throw new Bailout("spread of a builtin", line);
            case FunctionObject { Bag: null }:
                break;
            case JsObject from:
                foreach (string key in Enumeration.Keys(r, from is FunctionObject { Bag: { } bag } ? bag : from, line))
                    if (from.TryGetOwnProperty(r, key, line, out Property property) && property.IsEnumerable)
                        o.DefineOwn(r, key, from.GetNamed(r, key, line));
                break;
            case string or Rope:
                string text = ToText(r, source);
                r.Spend(text.Length);
                for (int i = 0; i < text.Length; i++) o.DefineOwn(r, PropertyKey.OfIndex(i), CharText.Of(text[i]));
                break;
        }
        return o;
    }

    /// <summary><c>__proto__: v</c> in an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject SetPrototypeOf(Realm r, PlainObject o, Value proto)
    {
        if (proto.Ref is JsObject || proto.IsNull) ObjectPrototype.SetPrototypeOf(r, o, proto.Ref as JsObject, r.CurrentLine);
        return o;
    }

    /// <summary>CreateDataPropertyOrThrow (ECMA-262 §7.3.7) of a class field; returns <paramref name="v"/>.</summary>
    public static Value DefineField(Realm r, Value o, Value key, Value v, int line)
    {
        Writing.Define(r, o.AsObject!, PropertyKey.Of(r, key), v, PropertyFlags.All, line);
        return v;
    }

    /// <summary>
    /// A member of a class: <paramref name="kind"/> is 0 for a method, 1 for a getter, 2 for a setter. Names an
    /// anonymous function after the key.
    /// </summary>
    public static Value DefineMember(Realm r, Value o, Value key, FunctionObject f, int kind, bool enumerable, int line)
    {
        string name = PropertyKey.Of(r, key);
        if (f.Name.Length == 0) f.Rename((kind switch { 1 => "get ", 2 => "set ", _ => "" }) + FunctionName(name));
        JsObject target = o.AsObject!;
        if (kind == 0) Writing.Define(r, target, name, f, enumerable ? PropertyFlags.All : PropertyFlags.Method, line);
        else Writing.DefineAccessor(r, target, name, f, kind == 1, enumerable, line);
        return f;
    }

    /// <summary>Gives an anonymous function the name of its computed key; returns it.</summary>
    public static Value Named(Realm r, Value f, Value key)
    {
        if (f.Ref is FunctionObject { Name.Length: 0 } function) function.Rename(FunctionName(PropertyKey.Of(r, key)));
        return f;
    }

    /// <summary>SetFunctionName (ECMA-262 §10.2.9) steps 2 to 4.</summary>
    private static string FunctionName(string key) => !PropertyKey.IsHidden(key)
        ? key
        : Symbol.OfKey(key).Description is { } description ? $"[{description}]" : "";

    /// <summary>
    /// A class without heritage: gives the constructor its prototype object, which is returned. The second evaluation
    /// of a class with private names bails out.
    /// </summary>
    public static PlainObject Class(Realm r, FunctionObject constructor, int id, bool privateNames, int line) =>
        MakeClass(r, constructor, Prototypes.ObjectObject, id, privateNames, line);

    /// <summary>A class that extends <paramref name="heritage"/>.</summary>
    public static PlainObject Class(Realm r, FunctionObject constructor, Value heritage, int id, bool privateNames, int line)
    {
        // ECMA-262 §15.7.14 step 8.
        if (heritage.IsNull) return MakeClass(r, constructor, null, id, privateNames, line);
        if (heritage.Ref is not FunctionObject { IsConstructor: true } parent)
            throw Errors.Type(r, $"Class extends value {Errors.Show(r, heritage, line)} is not a constructor or null", line);
        Value prototype = parent.GetNamed(r, "prototype", line);
        if (prototype.Ref is not JsObject && !prototype.IsNull)
            throw Errors.Type(r, $"Class extends value does not have valid prototype property {Errors.Show(r, prototype, line)}", line);
        PlainObject made = MakeClass(r, constructor, prototype.Ref as JsObject, id, privateNames, line);
        constructor.SetPrototype(r, parent, line);
        return made;
    }

    private static PlainObject MakeClass(Realm r, FunctionObject constructor, JsObject? parent, int id, bool privateNames, int line)
    {
        if (privateNames && !r.ClassesWithPrivateNames.Add(id))
            throw new Bailout("a class with private names that is evaluated again", line);
        r.Charge(72);
        var prototype = new PlainObject(r.RootShape(parent, line), []);
        constructor.SetClassPrototype(r, prototype);
        prototype.DefineOwn(r, "constructor", constructor, PropertyFlags.Method);
        return prototype;
    }

    /// <summary>The function that defines the fields of the class's instances; returns the class.</summary>
    public static Value SetFields(FunctionObject cls, FunctionObject fields)
    {
        cls.Fields = fields;
        return cls;
    }

    /// <summary>
    /// super(…args): constructs the class's parent, then runs the class's own fields on the result. A
    /// <paramref name="line"/> of 0 is that of the enclosing <c>new</c>, for default constructors.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value SuperConstruct(Realm r, Value cls, Value newTarget, in Args args, int line)
    {
        var self = (FunctionObject)cls.AsObject!;
        if (self.GetPrototype(r) is not FunctionObject { IsConstructor: true } parent)
            throw new Bailout("TypeError: Super constructor is not a constructor", line);
        r.Enter(r.CurrentLine, FrameStack.OfLightBuiltin);
        // V8 leaves out the frames of constructors up to the class that is new: an error's line is that of its `new`.
        bool isNew = line == 0 || !parent.IsBuiltin || ErrorConstructors.Makes(parent);
        Value made = parent.Construct(r, in args, (FunctionObject)newTarget.AsObject!, isNew ? r.ConstructLine : line);
        self.Fields?.Call(made, new Args());
        return made;
    }

    /// <summary>super.key or super[key].</summary>
    public static Value SuperGet(Realm r, Value home, Value key, Value thisValue, int line)
    {
        JsObject? parent = home.AsObject!.GetPrototype(r);
        string name = PropertyKey.Of(r, key);
        return parent is null
            ? throw Errors.Type(r, $"Cannot read properties of null (reading '{PropertyKey.Describe(name)}')", line)
            : parent.GetNamed(r, name, thisValue, line);
    }

    /// <summary>super.key(…args); <paramref name="text"/> is how V8 names the callee in an error, if known.</summary>
    public static Value SuperCall(Realm r, Value home, Value key, Value thisValue, in Args args, int line, string? text = null) =>
        Invoke(r, thisValue, SuperGet(r, home, key, thisValue, line), in args, line, text);

    /// <summary>super.key = v; returns <paramref name="v"/>.</summary>
    public static Value SuperPut(Realm r, Value home, Value key, Value thisValue, Value v, int line, bool strict = false)
    {
        string name = PropertyKey.Of(r, key);
        if (home.AsObject!.GetPrototype(r) is not { } parent || thisValue.Ref is not JsObject receiver)
            throw new Bailout("super.x = v of something unusual", line);
        if (!parent.TryPut(r, name, v, receiver, line) && strict) throw Writing.Refused(r, receiver, name, line);
        return v;
    }

    /// <summary>The keys of for-in over <paramref name="o"/>.</summary>
    public static KeyIterator Keys(Realm r, Value o, int line) => new(r, o, line);

    /// <summary>A regular expression literal; a new object at each evaluation.</summary>
    public static Value Regex(Realm r, string pattern, string flags, int line) => RegExpObjects.Literal(r, pattern, flags, line);

    /// <summary>The first argument of a tagged template: the same frozen array each time in a realm.</summary>
    public static Value TemplateObject(Realm r, int id, string?[] cooked, string[] raw)
    {
        if (r.TemplateObjects.TryGetValue(id, out ArrayObject? made)) return made;
        r.Charge(200 + 32L * raw.Length);
        made = r.Array([.. cooked.Select(static s => (Value)s)]);      // null: an escape that only a tag may contain
        ArrayObject rawArray = r.Array([.. raw.Select(static s => (Value)s)]);
        rawArray.Limit(r, Integrity.Frozen, 0);
        made.DefineOwnProperty(r, "raw", new Property(rawArray, PropertyFlags.None), 0);
        made.Limit(r, Integrity.Frozen, 0);
        r.TemplateObjects.Add(id, made);
        return made;
    }

    private static Bailout Missing(string what, int line) => new($"{what} is not implemented", line);
}
