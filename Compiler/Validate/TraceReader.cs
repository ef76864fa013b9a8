using System.Text.Json;
using Containerless.Shared;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Validate;

/// <summary>
/// Reads a trace as the hostile input it is: schema, sizes, depths and names are checked, and every reference must be
/// closed (a binding is used only inside the scope that declares it, a function is created in one place only, a jump
/// leaves a statement that encloses it).
/// </summary>
public static class TraceReader
{
    /// <summary>Version of the format this compiler reads.</summary>
    public const int Version = 1;

    /// <summary>Reads and validates a trace.</summary>
    /// <param name="utf8Json">The document, UTF-8.</param>
    /// <exception cref="TraceInvalidException">It is not a valid trace.</exception>
    public static TraceDocument Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > TraceLimits.Bytes)
        {
            throw new TraceInvalidException("$", $"the trace is larger than {TraceLimits.Bytes} bytes");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(
                utf8Json, new JsonDocumentOptions { MaxDepth = TraceLimits.JsonDepth });
            return Document(new JsonCursor(document.RootElement));
        }
        catch (JsonException e)
        {
            throw new TraceInvalidException("$", $"not valid JSON: {e.Message}");
        }
    }

    private static TraceDocument Document(JsonCursor cursor)
    {
        _ = cursor.Property("version", () => cursor.Integer(Version, Version));
        string source = cursor.Property("source", () => FileName(cursor));
        int prelude = cursor.OptionalProperty("prelude", () => cursor.Integer(0, TraceLimits.Bytes), 0);
        ProgramHashes hashes = cursor.Property("hashes", () => new ProgramHashes(
            cursor.Property("source", () => Hash(cursor)),
            cursor.Property("transform", () => Hash(cursor)),
            cursor.Property("library", () => Hash(cursor)),
            cursor.Property("node", () => cursor.Text(64))));
        List<Binding> bindings = cursor.Property("bindings", () => cursor.Items(() => Binding(cursor)));
        Require(bindings.Count <= TraceLimits.Bindings, cursor, $"more than {TraceLimits.Bindings} bindings");
        for (int i = 0; i < bindings.Count; i++)
        {
            Require(bindings[i].Id == i, cursor, $"bindings[{i}].id is not {i}");
        }

        var functions = new FunctionReader(cursor, bindings);
        return new TraceDocument(source, prelude, hashes, bindings, functions.ReadAll());
    }

    private static Binding Binding(JsonCursor cursor) => new(
        cursor.Property("id", () => cursor.Integer(0, TraceLimits.Bindings)),
        cursor.Property("name", () => cursor.Text(TraceLimits.NameLength)),
        cursor.Property("declaration", () => cursor.Text() switch
        {
            "let" => DeclarationKind.Let,
            "const" => DeclarationKind.Const,
            "var" => DeclarationKind.Var,
            "parameter" => DeclarationKind.Parameter,
            "function" => DeclarationKind.Function,
            "temporary" => DeclarationKind.Temporary,
            "this" => DeclarationKind.This,
            "arguments" => DeclarationKind.Arguments,
            "newTarget" => DeclarationKind.NewTarget,
            _ => throw cursor.Fault("not a kind of declaration"),
        }));

    private static string Hash(JsonCursor cursor)
    {
        string hash = cursor.Text(64);
        Require(hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower), cursor, "not a SHA-256 hash");
        return hash;
    }

    /// <summary>The file name lands in <c>#line</c> directives: no quotes, no control characters, no folders.</summary>
    private static string FileName(JsonCursor cursor)
    {
        string name = cursor.Text(255);
        Require(
            name.Length > 0 && name.All(static c => !char.IsControl(c) && c is not ('"' or '/' or '\\' or '\u2028' or '\u2029' or '\u0085')),
            cursor, "not a plain file name");
        return name;
    }

    private static void Require(bool condition, JsonCursor cursor, string problem)
    {
        if (!condition)
        {
            throw cursor.Fault(problem);
        }
    }
}
