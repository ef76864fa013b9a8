using System.Text.RegularExpressions;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Configuration;

public sealed partial class DocumentedOptionsTests
{
    [Fact]
    public void The_table_of_options_lists_exactly_the_options_there_are()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(
            () => InvokerConfiguration.Parse("""{"image_name": "f", "?????????????????????": 0}"""));
        string[] known = Assert.Single(error.Problems).Message.Split("the options are ")[1].Split(", ");
        string text = File.ReadAllText(Path.Combine(RealFunction.Root, "docs", "invoker.md"));
        string section = text[text.IndexOf("## Options", StringComparison.Ordinal)..text.IndexOf("## Exit codes", StringComparison.Ordinal)];
        Assert.Equal(known.Order(), Row().Matches(section).Select(match => match.Groups[1].Value).Order());
    }

    [GeneratedRegex("^\\| `([a-z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
