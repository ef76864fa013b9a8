using System.Text.Json;

namespace Containerless.Conformance.Tests.Cases;

/// <summary>
/// Cases that need not be answered by compiled code, with reasons (tests/conformance/exclusions.json): debt, which is to be
/// paid, and what stays in the container for good. A different answer is never excluded.
/// </summary>
internal sealed record Exclusions(
    SortedDictionary<string, string> Debt, SortedDictionary<string, string> Permanent)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string File { get; } = Path.Combine(Case.Folder, "exclusions.json");

    public static Exclusions Current { get; private set; } = Load();

    public bool Has(string name) => Debt.ContainsKey(name) || Permanent.ContainsKey(name);

    /// <summary>Writes the file anew with another list of debts.</summary>
    public static void Replace(SortedDictionary<string, string> debt)
    {
        Current = Current with { Debt = debt };
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(Current, Options) + "\n");
    }

    private static Exclusions Load()
    {
        var read = JsonSerializer.Deserialize<Exclusions>(System.IO.File.ReadAllText(File), Options)!;
        return new Exclusions(
            new(read.Debt, StringComparer.Ordinal), new(read.Permanent, StringComparer.Ordinal));
    }
}
