using System.Runtime.CompilerServices;

namespace Containerless.Runtime;

/// <summary>A symbol (ECMA-262 §6.1.5). As a property's key it is a string that no string of the function may equal.</summary>
internal sealed class Symbol
{
    // From the very string that is the key back to its symbol; each lives as long as the other.
    private static readonly ConditionalWeakTable<string, Symbol> ByKey = [];

    internal static readonly Symbol Iterator = WellKnown("iterator");
    internal static readonly Symbol AsyncIterator = WellKnown("asyncIterator");
    internal static readonly Symbol HasInstance = WellKnown("hasInstance");
    internal static readonly Symbol ToPrimitive = WellKnown("toPrimitive");
    internal static readonly Symbol ToStringTag = WellKnown("toStringTag");
    internal static readonly Symbol Species = WellKnown("species");
    internal static readonly Symbol IsConcatSpreadable = WellKnown("isConcatSpreadable");
    internal static readonly Symbol Unscopables = WellKnown("unscopables");
    internal static readonly Symbol Match = WellKnown("match");
    internal static readonly Symbol MatchAll = WellKnown("matchAll");
    internal static readonly Symbol Replace = WellKnown("replace");
    internal static readonly Symbol Search = WellKnown("search");
    internal static readonly Symbol Split = WellKnown("split");

    private readonly long _number;
    private string? _key;

    /// <summary>A new symbol; a null description is undefined.</summary>
    internal Symbol(Realm realm, string? description)
    {
        realm.Charge(64);
        _number = realm.Symbols++;
        Description = description;
    }

    private Symbol(string description) => Description = description;

    internal string? Description { get; }

    /// <summary>Whether it came from <c>Symbol.for</c>.</summary>
    internal bool IsRegistered { get; init; }

    internal string Key
    {
        get
        {
            if (_key is null) Register($"{PropertyKey.Hidden}{_number}");
            return _key!;
        }
    }

    private void Register(string key)
    {
        _key = key;
        ByKey.Add(key, this);
    }

    private static Symbol WellKnown(string name)
    {
        var symbol = new Symbol("Symbol." + name);
        symbol.Register(WellKnownKey(name));
        return symbol;
    }

    /// <summary>The key of <c>Symbol.name</c>.</summary>
    internal static string WellKnownKey(string name) => string.Intern($"{PropertyKey.Hidden}@{name}");

    /// <summary>The symbol whose key this is: the instance of the string matters, and all keys keep it.</summary>
    internal static Symbol OfKey(string key) => ByKey.TryGetValue(key, out Symbol? symbol)
        ? symbol
        : throw new InvalidOperationException("a key without its symbol");

    public override string ToString() => $"Symbol({Description})";
}
