using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Containerless.Compiler.Generate;

/// <summary>
/// Gives C# names that are valid, unique and as near to the source's as can be. Only ASCII letters, digits and
/// underscores pass: C# takes some different Unicode spellings for the same identifier.
/// </summary>
internal sealed class NameTable
{
    private const int LongestName = 40;

    /// <summary>Names that generated code uses itself.</summary>
    private static readonly string[] Reserved =
    [
        "_", "Realm", "Value", "Op", "Guard", "Bail", "Args", "Intrinsics", "ArrayObject", "PlainObject", "FunctionObject",
        "JsObject", "CompiledProgram", "ValueIterator", "KeyIterator", "ValueList", "JsThrow", "JsCompletion", "JsPromise", "JsGenerator",
        "FunctionKind", "Run", "Object", "newTarget", "Program", "Containerless", "Invoke", "Call", "Copy", "thisValue", "args", "item",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    private readonly HashSet<string> _used = [.. Reserved];

    /// <summary>A new name like <paramref name="wanted"/>.</summary>
    public string Fresh(string wanted)
    {
        string name = Clean(wanted);
        for (int i = 2; !_used.Add(name); i++)
        {
            name = $"{Clean(wanted)}_{i}";
        }

        return name;
    }

    /// <summary>A name for showing in a comment.</summary>
    public static string Clean(string wanted)
    {
        var clean = new StringBuilder();
        foreach (char c in wanted.Length > LongestName ? wanted[..LongestName] : wanted)
        {
            _ = char.IsAsciiLetterOrDigit(c) || c == '_' ? clean.Append(c) : clean.Append('_');
        }

        if (clean.Length == 0 || char.IsAsciiDigit(clean[0]))
        {
            _ = clean.Insert(0, '_');
        }

        string name = clean.ToString();
        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? name + "_" : name;
    }
}
