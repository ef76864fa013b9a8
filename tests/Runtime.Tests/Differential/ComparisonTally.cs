using System.Text.Json;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>
/// What one comparison with Node counted. <c>CONTAINERLESS_TEST_TALLIES</c> is a folder to leave it in
/// (scripts/compare_with_node.sh makes docs/compared-with-node.md of them).
/// </summary>
internal sealed class ComparisonTally(string operation)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CONTAINERLESS_TEST_TALLIES");

    private readonly Dictionary<string, int> reasons = [];

    internal int Equal { get; set; }

    internal int Different { get; set; }

    internal void BailedOut(string reason) => reasons[reason] = reasons.GetValueOrDefault(reason) + 1;

    internal void Keep()
    {
        if (Folder is null) return;
        string group = TestContext.Current.TestClass!.TestClassSimpleName.Replace("Tests", "").Replace("RegexFuzz", "RegExp");
        File.WriteAllText(
            Path.Combine(Folder, $"{Guid.NewGuid()}.json"),
            JsonSerializer.Serialize(new { group, operation, equal = Equal, different = Different, reasons }));
    }
}
