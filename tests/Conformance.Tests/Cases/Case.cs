using System.Text.Json;
using Containerless.Conformance.Tests.Oracles;

namespace Containerless.Conformance.Tests.Cases;

/// <summary>
/// A case of the suite: <c>tests/conformance/CLAUSE/NAME.js</c>, whose leading comment says what it pins down and lists
/// the bodies of its requests (tests/conformance/README.md).
/// </summary>
/// <param name="Name"><c>CLAUSE/NAME</c>.</param>
/// <param name="Clause">The folder: a clause of ECMA-262, or of Node and the library.</param>
/// <param name="PinsDown">The comment's first sentences.</param>
/// <param name="Function">Source and traced requests.</param>
/// <param name="Requests">What is compared after compilation: the traced requests, then those of <c>run:</c>.</param>
internal sealed record Case(
    string Name, string Clause, string PinsDown, Function Function, IReadOnlyList<Request> Requests)
{
    public static string Folder { get; } = Repository.PathOf("tests", "conformance");

    /// <summary>Every case, by name.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.js", SearchOption.AllDirectories)
            .Select(static file => Read(file)).OrderBy(static c => c.Name, StringComparer.Ordinal),
    ];

    /// <summary>Reads a case.</summary>
    /// <exception cref="FormatException">The comment is not as it should be.</exception>
    public static Case Read(string file)
    {
        var source = File.ReadAllText(file);
        var name = Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/');
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        var part = "";
        foreach (var line in source.Split('\n').TakeWhile(static line => line.StartsWith("//", StringComparison.Ordinal)))
        {
            var text = line[2..].Trim();
            foreach (var key in (string[])["traced", "run"])
            {
                if (text.StartsWith($"{key}:", StringComparison.Ordinal))
                {
                    (part, text) = (key, text[(key.Length + 1)..]);
                    parts[key] = "";
                }
            }

            parts[part] += $"{text} ";
        }

        if (parts[""].Length == 0 || !parts.TryGetValue("traced", out var traced))
        {
            throw new FormatException($"{file}: the leading comment needs what the case pins down, and the line traced: [bodies]");
        }

        var function = new Function(name, source, Bodies(file, traced));
        IReadOnlyList<Request> more = parts.TryGetValue("run", out var run) ? Bodies(file, run) : [];
        return new Case(name, name.Split('/')[0], parts[""].Trim(), function, [.. function.Traced, .. more]);
    }

    private static Request[] Bodies(string file, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(static body => new Request(body.GetRawText()))];
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{file}: the bodies in the leading comment are not JSON: {fault.Message}", fault);
        }
    }
}
