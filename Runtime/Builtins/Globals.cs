using System.Collections.Frozen;

namespace Containerless.Runtime.Builtins;

/// <summary>Names that no scope declares (ECMA-262 §19, and Node's own).</summary>
internal static class Globals
{
    private static readonly FrozenDictionary<string, Value> Members = new Dictionary<string, Value>
    {
        ["undefined"] = default,
        ["NaN"] = double.NaN,
        ["Infinity"] = double.PositiveInfinity,
        ["Object"] = ObjectConstructor.Instance,
        ["Array"] = ArrayConstructor.Instance,
        ["String"] = StringConstructor.Instance,
        ["Number"] = NumberConstructor.Instance,
        ["Boolean"] = BooleanPrototype.Constructor,
        ["Function"] = FunctionConstructor.Instance,
        ["Symbol"] = SymbolConstructor.Instance,
        ["Error"] = ErrorConstructors.Error,
        ["EvalError"] = ErrorConstructors.Natives[0],
        ["RangeError"] = ErrorConstructors.Natives[1],
        ["ReferenceError"] = ErrorConstructors.Natives[2],
        ["SyntaxError"] = ErrorConstructors.Natives[3],
        ["TypeError"] = ErrorConstructors.Natives[4],
        ["URIError"] = ErrorConstructors.Natives[5],
        ["AggregateError"] = ErrorConstructors.Aggregate,
        ["Date"] = DateConstructor.Instance,
        ["Map"] = MapObjects.Constructor,
        ["Set"] = SetObjects.Constructor,
        ["WeakMap"] = WeakObjects.Map,
        ["WeakSet"] = WeakObjects.WeakSet,
        ["RegExp"] = RegExpConstructor.Instance,
        ["Math"] = MathNamespace.Instance,
        ["Reflect"] = ReflectNamespace.Instance,
        ["structuredClone"] = StructuredClone.Function,
        ["JSON"] = JsonNamespace.Instance,
        ["Promise"] = PromiseConstructor.Instance,
        ["queueMicrotask"] = new BuiltinFunction("queueMicrotask", 1, CallbackJob.Queue),
        ["setTimeout"] = Timers.SetTimeout,
        ["clearTimeout"] = Timers.ClearTimeout,
        ["setImmediate"] = Timers.SetImmediate,
        ["clearImmediate"] = Timers.ClearImmediate,
        ["console"] = ConsoleNamespace.Instance,
        ["process"] = ProcessNamespace.Instance,
        ["parseInt"] = NumberConstructor.ParseIntFunction,
        ["parseFloat"] = NumberConstructor.ParseFloatFunction,
        ["isNaN"] = new BuiltinFunction("isNaN", 1, static (Realm realm, Value self, in Args args, int line) =>
            double.IsNaN(Op.ToNumber(realm, args[0]))),
        ["isFinite"] = new BuiltinFunction("isFinite", 1, static (Realm realm, Value self, in Args args, int line) =>
            double.IsFinite(Op.ToNumber(realm, args[0]))),
        ["encodeURIComponent"] = new BuiltinFunction("encodeURIComponent", 1, UriComponent.Encode),
        ["decodeURIComponent"] = new BuiltinFunction("decodeURIComponent", 1, UriComponent.Decode),
        ["encodeURI"] = new BuiltinFunction("encodeURI", 1, UriComponent.EncodeUri),
        ["decodeURI"] = new BuiltinFunction("decodeURI", 1, UriComponent.DecodeUri),
        ["escape"] = new BuiltinFunction("escape", 1, LegacyEscape.Escape),
        ["unescape"] = new BuiltinFunction("unescape", 1, LegacyEscape.Unescape),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static IEnumerable<string> Names => Members.Keys;

    /// <summary>Whether Node has a global of this name that is not here: reading it bails out.</summary>
    internal static bool IsMissing(string name) => NodeNames.Global.Contains(name) && !Members.ContainsKey(name) && name is not ("globalThis" or "global");

    /// <summary>Makes all builtins, and so the links from prototypes to their constructors.</summary>
    internal static void Initialize() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Globals).TypeHandle);

    /// <summary>The object of the globals.</summary>
    internal static readonly NamespaceObject This = new GlobalObject(new BuiltinTable(
        "globalThis", NodeNames.Global, Prototypes.Object, Members.Select(static m => (m.Key, m.Value))));

    /// <summary>It shows itself by two names.</summary>
    private sealed class GlobalObject(BuiltinTable table) : NamespaceObject("globalThis", table)
    {
        internal override Value GetNamed(Realm realm, string name, Value receiver, int line) =>
            name is "globalThis" or "global" ? this : base.GetNamed(realm, name, receiver, line);

        internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property)
        {
            if (name is not ("globalThis" or "global")) return base.TryGetOwnProperty(realm, name, line, out property);
            property = new Property(this, PropertyFlags.Method);
            return true;
        }
    }

    internal static Value Get(Realm realm, string name, int line) => TryGet(name, line, out Value value)
        ? value
        : throw Errors.New(realm, "ReferenceError", name + " is not defined", line);

    /// <summary>The global; false where Node has none of this name.</summary>
    internal static bool TryGet(string name, int line, out Value value)
    {
        if (Members.TryGetValue(name, out value)) return true;
        if (name is "globalThis" or "global")
        {
            value = This;
            return true;
        }
        if (IsMissing(name)) throw new Bailout($"global {name} is not implemented", line);
        // The global object inherits from Object.prototype.
        if (!Prototypes.Object.HasOwn(name)) return false;
        return Prototypes.Object.TryGetOwn(name, line, out value) && value.Ref is FunctionObject
            ? true
            : throw new Bailout($"global {name} is not implemented", line);
    }

    internal static double ParseInt(Realm r, string text, int radix)
    {
        r.Spend(1 + text.Length / 8);
        return TextNumber.ParseInt(text, radix)
            ?? throw new Bailout("parseInt of a long number in this radix", r.CurrentLine);
    }

    internal static double ParseFloat(Realm r, string text)
    {
        r.Spend(1 + text.Length / 8);
        return TextNumber.ParseFloat(text);
    }
}
