namespace Containerless.Runtime;

/// <summary>The iterator protocol (ECMA-262 §7.4).</summary>
internal static class Iterators
{
    /// <summary>GetIterator (§7.4.3).</summary>
    internal static Value Open(Realm realm, Value iterable, int line, out Value next) =>
        throw new Bailout("yield* is not implemented", line);

    /// <summary>CreateIterResultObject (§7.4.14).</summary>
    internal static PlainObject Result(Realm realm, Value value, bool done)
    {
        realm.Charge(104);
        return new PlainObject(realm.ResultShape, [value, done]);
    }
}
