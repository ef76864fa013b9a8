using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>The objects that JSON.stringify is inside of, and the keys that led to them.</summary>
internal struct JsonPath
{
    /// <summary>Deeper structures bail out.</summary>
    private const int MaxDepth = 2000;

    private (JsObject Object, Value Key)[]? _steps;
    private int _dedented;

    /// <summary>How many objects there are.</summary>
    internal int Depth { get; private set; }

    /// <summary>How far to indent.</summary>
    internal readonly int Level => Depth - _dedented;

    internal void Dedent() => _dedented++;

    internal void Indent() => _dedented--;

    /// <summary>Goes into an object, which must not be one of those around it.</summary>
    internal void Enter(Realm realm, JsObject o, Value key, int line)
    {
        for (int i = Depth - 1; i >= 0; i--)
            if (ReferenceEquals(_steps![i].Object, o)) throw Errors.Type(realm, Circle(realm, i, key, line), line);
        if (Depth == MaxDepth) throw new Bailout("JSON.stringify of a very deep structure", line);
        _steps ??= new (JsObject, Value)[8];
        if (Depth == _steps.Length) Array.Resize(ref _steps, Depth * 2);
        _steps[Depth++] = (o, key);
    }

    internal void Leave() => Depth--;

    /// <summary>V8's message: the first three objects of the circle, and the last.</summary>
    private readonly string Circle(Realm realm, int start, Value last, int line)
    {
        var text = new StringBuilder("Converting circular structure to JSON\n    --> starting at object with constructor ");
        text.Append(Constructor(realm, _steps![start].Object, line));
        int i = start + 1;
        for (; i < Math.Min(Depth, start + 3); i++) Step(realm, text, i, line);
        if (Depth > i + 1) text.Append("\n    |     ...");
        for (i = Math.Max(i, Depth - 1); i < Depth; i++) Step(realm, text, i, line);
        return text.Append("\n    --- ").Append(Key(last)).Append(" closes the circle").ToString();
    }

    private readonly void Step(Realm realm, StringBuilder text, int i, int line) =>
        text.Append("\n    |     ").Append(Key(_steps![i].Key)).Append(" -> object with constructor ").Append(Constructor(realm, _steps[i].Object, line));

    private static string Key(Value key) => key.IsNumber ? $"index {NumberText.Of(key.Num)}" : $"property '{key}'";

    private static string Constructor(Realm realm, JsObject o, int line) => o switch
    {
        ArrayObject { Extra: null } => "'Array'",
        PlainObject { Data: null } p when ReferenceEquals(p.GetPrototype(realm), Prototypes.ObjectObject) && p.FindSlot("constructor") < 0 => "'Object'",
        _ => throw new Bailout("JSON.stringify of a circle through unusual objects", line),
    };
}
