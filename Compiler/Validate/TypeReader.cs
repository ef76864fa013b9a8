using System.Text.Json;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Validate;

/// <summary>Reads the types a site saw (docs/trace.md, "Types").</summary>
internal static class TypeReader
{
    public static TypeSet Read(JsonCursor cursor, int functionCount)
    {
        ValueKinds kinds = ValueKinds.None;
        foreach (ValueKinds kind in cursor.Items(() => Atom(cursor, functionCount)))
        {
            kinds |= kind;
        }

        return new TypeSet(kinds);
    }

    private static ValueKinds Atom(JsonCursor cursor, int functionCount)
    {
        if (cursor.Current.ValueKind == JsonValueKind.String)
        {
            string name = cursor.Text();
            return name switch
            {
                "int32" => ValueKinds.Int32,
                "double" => ValueKinds.Double,
                "string" => ValueKinds.String,
                "boolean" => ValueKinds.Boolean,
                "undefined" => ValueKinds.Undefined,
                "null" => ValueKinds.Null,
                "symbol" => ValueKinds.Symbol,
                "bigint" => ValueKinds.BigInt,
                "function" => ValueKinds.Function,
                "object" => ValueKinds.Object,
                "other" => ValueKinds.Other,
                _ => throw cursor.Fault("not the name of a type"),
            };
        }

        cursor.RequireKind(JsonValueKind.Object);
        if (cursor.Current.TryGetProperty("closure", out _))
        {
            _ = cursor.Property("closure", () => cursor.Integer(0, functionCount - 1));
            return ValueKinds.Function;
        }

        if (cursor.Current.TryGetProperty("array", out _))
        {
            _ = cursor.Property("array", () => Read(cursor, functionCount));
            return ValueKinds.Array;
        }

        if (cursor.Current.TryGetProperty("object", out _))
        {
            return cursor.Property("object", () => Shape(cursor, functionCount));
        }

        throw cursor.Fault("a type is a name, or an object with \"closure\", \"array\" or \"object\"");
    }

    private static ValueKinds Shape(JsonCursor cursor, int functionCount)
    {
        cursor.RequireKind(JsonValueKind.Object);
        foreach (JsonProperty field in cursor.Current.EnumerateObject())
        {
            _ = cursor.Property(field.Name, () => Read(cursor, functionCount));
        }

        return ValueKinds.Object;
    }
}
