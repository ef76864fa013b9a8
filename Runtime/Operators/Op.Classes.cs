namespace Containerless.Runtime;

public static partial class Op
{
    /// <summary>this of a sloppy function (ECMA-262 §10.2.1.2): objects as they are; the global object and boxed primitives bail out.</summary>
    public static Value SloppyThis(Realm r, Value thisValue, int line) => thisValue.Ref is JsObject
        ? thisValue
        : throw new Bailout("this is not an object in a sloppy function", line);

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
    public static Value Arguments(Realm r, in Args args, bool mapped) => throw Missing("arguments", 0);

    /// <summary>A getter of an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject DefineGetter(Realm r, PlainObject o, Value key, Value f) => throw Missing("a getter", 0);

    /// <summary>A setter of an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject DefineSetter(Realm r, PlainObject o, Value key, Value f) => throw Missing("a setter", 0);

    /// <summary>CopyDataProperties (ECMA-262 §7.3.26) of a spread in an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject CopyProperties(Realm r, PlainObject o, Value source) => throw Missing("object spread", 0);

    /// <summary><c>__proto__: v</c> in an object literal; returns <paramref name="o"/>.</summary>
    public static PlainObject SetPrototypeOf(Realm r, PlainObject o, Value proto) => throw Missing("__proto__ in a literal", 0);

    /// <summary>CreateDataPropertyOrThrow (ECMA-262 §7.3.7) of a class field; returns <paramref name="v"/>.</summary>
    public static Value DefineField(Realm r, Value o, Value key, Value v, int line) => throw Missing("a class field", line);

    /// <summary>
    /// A member of a class: <paramref name="kind"/> is 0 for a method, 1 for a getter, 2 for a setter. Names an
    /// anonymous function after the key.
    /// </summary>
    public static Value DefineMember(Realm r, Value o, Value key, FunctionObject f, int kind, bool enumerable, int line) =>
        throw Missing("a class member", line);

    /// <summary>Gives an anonymous function the name of its computed key; returns it.</summary>
    public static Value Named(Realm r, Value f, Value key) => throw Missing("a function named by a computed key", 0);

    /// <summary>The hidden key of a private name <c>#x:N</c>.</summary>
    public static Value PrivateName(string name) => PropertyKey.Hidden + name;

    /// <summary>o.#x.</summary>
    public static Value PrivateGet(Realm r, Value o, string name, int cache, int line) => throw Missing("a private name", line);

    /// <summary>o.#x = v; returns <paramref name="v"/>.</summary>
    public static Value PrivatePut(Realm r, Value o, string name, Value v, int line) => throw Missing("a private name", line);

    /// <summary>#x in o.</summary>
    public static bool PrivateHas(Realm r, Value o, string name, int line) => throw Missing("a private name", line);

    /// <summary>o.#x(…args).</summary>
    public static Value CallPrivate(Realm r, Value o, string name, in Args args, int line) => throw Missing("a private name", line);

    /// <summary>Adds a private field (<paramref name="kind"/> 0), method (1), getter (2) or setter (3); returns <paramref name="v"/>.</summary>
    public static Value DefinePrivate(Realm r, Value o, string name, Value v, int kind, int line) => throw Missing("a private name", line);

    /// <summary>
    /// A class without heritage: gives the constructor its prototype object, which is returned. The second evaluation
    /// of a class with private names bails out.
    /// </summary>
    public static PlainObject Class(Realm r, FunctionObject constructor, int id, bool privateNames, int line) =>
        throw Missing("a class", line);

    /// <summary>A class that extends <paramref name="heritage"/>.</summary>
    public static PlainObject Class(Realm r, FunctionObject constructor, Value heritage, int id, bool privateNames, int line) =>
        throw Missing("a class", line);

    /// <summary>The function that defines the fields of the class's instances; returns the class.</summary>
    public static Value SetFields(FunctionObject cls, FunctionObject fields) => throw Missing("class fields", 0);

    /// <summary>
    /// super(…args): constructs the class's parent, then runs the class's own fields on the result. A
    /// <paramref name="line"/> of 0 is that of the enclosing <c>new</c>, for default constructors.
    /// </summary>
    public static Value SuperConstruct(Realm r, Value cls, Value newTarget, in Args args, int line) => throw Missing("super()", line);

    /// <summary>super.key or super[key].</summary>
    public static Value SuperGet(Realm r, Value home, Value key, Value thisValue, int line) => throw Missing("super", line);

    /// <summary>super.key(…args).</summary>
    public static Value SuperCall(Realm r, Value home, Value key, Value thisValue, in Args args, int line) => throw Missing("super", line);

    /// <summary>super.key = v; returns <paramref name="v"/>.</summary>
    public static Value SuperPut(Realm r, Value home, Value key, Value thisValue, Value v, int line) => throw Missing("super", line);

    /// <summary>The keys of for-in over <paramref name="o"/>.</summary>
    public static KeyIterator Keys(Realm r, Value o, int line) => throw Missing("for-in", line);

    /// <summary>A regular expression literal; a new object at each evaluation.</summary>
    public static Value Regex(Realm r, string pattern, string flags, int line) => throw Missing("a regular expression", line);

    /// <summary>The first argument of a tagged template: the same frozen array each time in a realm.</summary>
    public static Value TemplateObject(Realm r, int id, string?[] cooked, string[] raw) => throw Missing("a tagged template", 0);

    private static Bailout Missing(string what, int line) => new($"{what} is not implemented", line);
}
