using System.Diagnostics;

namespace Containerless.Cli.Tests.Packaging;

/// <summary><c>containerless</c> as a dotnet tool, away from its sources.</summary>
public sealed class ToolTests : TemporaryFolder
{
    [Fact]
    public async Task The_package_is_installed_and_its_command_compiles_a_function()
    {
        await RunAsync("dotnet", "pack", Repository.PathOf("Cli"), "--configuration", "Release", "--no-build", "--output", PathOf("packages"));
        Write("nuget.config", """<configuration><packageSources><clear /><add key="here" value="packages" /></packageSources></configuration>""");
        await RunAsync("dotnet", "tool", "install", "Containerless", "--tool-path", "tools");

        Write("f.js", "let containerless = require('containerless');\ncontainerless.listen(request => containerless.respond('at ' + request.path));\n");
        Write("r.json", """[{"path": "/a"}, {"path": "/b"}]""");
        var output = await RunAsync(PathOf("tools/containerless"), "test", "f.js", "--trace", "r.json");
        Assert.Contains("2 requests, 2 compiled, 0 in a container, all equal to plain Node", output, StringComparison.Ordinal);
    }

    /// <summary>Runs a program in the folder; what it printed.</summary>
    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = PathOf("."), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.Environment["NUGET_PACKAGES"] = PathOf("cache"); // one of before has the same version
        using var process = Process.Start(info)!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with code {process.ExitCode}:\n{string.Concat(printed)}");
        return string.Concat(printed);
    }
}
