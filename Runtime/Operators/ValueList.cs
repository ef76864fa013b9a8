namespace Containerless.Runtime;

/// <summary>Arguments or elements that are collected one by one, because some of them are spread.</summary>
public sealed class ValueList
{
    private const int MostArguments = 20_000;

    private readonly Realm _realm;
    private readonly ArrayObject _items;

    internal ValueList(Realm realm)
    {
        _realm = realm;
        _items = realm.Array([]);
    }

    /// <summary>Adds one item.</summary>
    public ValueList Add(Value item)
    {
        _items.Push(_realm, item);
        return this;
    }

    /// <summary>Adds a hole: an elision of an array literal.</summary>
    public ValueList AddHole() => Add(Value.Hole);

    /// <summary>Adds what <paramref name="iterable"/> gives (ECMA-262 §13.2.4.1, §13.3.8.1).</summary>
    public ValueList AddAll(Realm r, Value iterable, int line, string? message = null)
    {
        ValueIterator items = Op.Iterate(r, iterable, line, message);
        while (items.MoveNext(out Value item))
        {
            r.Spend(1);
            _items.Push(r, item);
        }
        return this;
    }

    /// <summary>As arguments of a call. V8 puts them on its stack.</summary>
    /// <exception cref="Bailout">They may be more than fit there.</exception>
    public Args ToArgs() => _items.Count > MostArguments
        ? throw new Bailout("stack exhausted by arguments", _realm.CurrentLine)
        : new Args(_items.Elements.ToArray());

    /// <summary>As an array; the list must not be used any more.</summary>
    public ArrayObject ToArray(Realm r) => _items;
}
