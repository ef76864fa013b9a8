using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Preparation;
using Containerless.Invoker.Tests.Isolation;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Preparation;

public sealed class FunctionPreparerTests : IDisposable
{
    private const string Echo = "let containerless = require('containerless');\ncontainerless.listen(req => containerless.respond(req.path + req.body));\n";

    private readonly string root = Directory.CreateTempSubdirectory("preparation-test-").FullName;
    private readonly List<string> steps = [];

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task<PreparedFunction> PrepareAsync(string source, string name = "f", bool buildImage = false)
    {
        var file = Path.Combine(root, "source.js");
        File.WriteAllText(file, source);
        return FunctionPreparer.PrepareAsync(
            file, name, Path.Combine(root, "artifacts"), buildImage, new Steps(steps), default);
    }

    [Fact]
    public async Task Writes_the_folder_that_the_wire_contract_describes()
    {
        var function = await PrepareAsync(Echo);
        Assert.Equal(Path.Combine(root, "artifacts", "f", "function"), function.Directory);
        Assert.Equal(("f", "source.js"), (function.Name, function.Source));
        Assert.Equal(Echo, await File.ReadAllTextAsync(function.IndexPath));
        Assert.NotEqual(Echo, await File.ReadAllTextAsync(function.TracedPath));
        Assert.True(File.Exists(function.SkeletonPath));
        Assert.True(File.Exists(Path.Combine(function.Directory, "node_modules/containerless/index.js")));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Echo))),
            function.Hashes.Source);
        Assert.Contains(steps, s => s.StartsWith("Instrumenting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replaces_what_was_there_and_leaves_nothing_else()
    {
        var first = await PrepareAsync(Echo);
        await File.WriteAllTextAsync(Path.Combine(first.Directory, "stale.txt"), "");
        var second = await PrepareAsync(Echo + "// changed\n");
        Assert.NotEqual(first.Hashes.Source, second.Hashes.Source);
        Assert.False(File.Exists(Path.Combine(second.Directory, "stale.txt")));
        Assert.Equal(["function"], Directory.GetDirectories(Path.Combine(root, "artifacts", "f")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Two_at_once_both_succeed()
    {
        var functions = await Task.WhenAll(PrepareAsync(Echo), PrepareAsync(Echo), PrepareAsync(Echo));
        Assert.All(functions, f => Assert.Equal(functions[0].Hashes, f.Hashes));
        Assert.Equal(["function"], Directory.GetDirectories(Path.Combine(root, "artifacts", "f")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("let x = 1;\nlet y = ;\n", "source.js:2:9: ")]
    [InlineData("let containerless = require('containerless');\n", "listen")]
    public async Task A_refused_file_keeps_its_message_and_the_earlier_function(string source, string expected)
    {
        var before = await PrepareAsync(Echo);
        var error = await Assert.ThrowsAsync<FunctionRefusedException>(() => PrepareAsync(source));
        Assert.Contains(expected, error.Message);
        Assert.Equal(before, PreparedFunction.Load(Path.Combine(root, "artifacts"), "f"));
        Assert.Equal(["function"], Directory.GetDirectories(Path.Combine(root, "artifacts", "f")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_missing_file_is_refused()
    {
        await Assert.ThrowsAsync<FunctionRefusedException>(() => FunctionPreparer.PrepareAsync(
            Path.Combine(root, "none.js"), "f", root, false, new Steps(steps), default));
    }

    [Theory]
    [InlineData(InstanceKind.Plain)]
    [InlineData(InstanceKind.Tracing)]
    public async Task What_is_prepared_runs_as_a_process(InstanceKind kind)
    {
        var function = await PrepareAsync(Echo);
        var configuration = new InvokerConfiguration { ImageName = "f", Isolation = IsolationMode.Process };
        await using var provider = await IsolationProviders.CreateAsync(configuration, function, new RecordingLogs(), default);
        await using var instance = await provider.StartAsync(kind, default);
        Assert.Equal("/ahello", await instance.AskAsync("/a", "hello"));
        if (kind == InstanceKind.Tracing)
        {
            Assert.Equal((byte)'{', (await instance.GetTraceAsync(default))[0]);
        }
    }

    [Fact]
    public async Task The_image_is_built_once_and_again_when_the_function_changes()
    {
        using var docker = await Engine.RequireAsync();
        var name = $"preparation-test-{Guid.NewGuid().ToString("N")[..8]}";
        try
        {
            var function = await PrepareAsync(Echo, name, buildImage: true);
            var image = await docker.FindImageAsync($"{name}:latest", default);
            Assert.Equal(function.Hashes.Source, image!.Config!.Labels![ContainerLabels.Source]);

            await PrepareAsync(Echo, name, buildImage: true);
            Assert.Equal(image.Id, (await docker.FindImageAsync($"{name}:latest", default))!.Id);

            var changed = await PrepareAsync(Echo + "// changed\n", name, buildImage: true);
            var second = await docker.FindImageAsync($"{name}:latest", default);
            Assert.Equal(changed.Hashes.Source, second!.Config!.Labels![ContainerLabels.Source]);
            Assert.Null(await docker.FindImageAsync(image.Id, default));

            var configuration = new InvokerConfiguration { ImageName = name, Isolation = IsolationMode.Auto };
            await using var provider = await IsolationProviders.CreateAsync(configuration, changed, new RecordingLogs(), default);
            Assert.Equal("container", provider.Name);
            await using var instance = await provider.StartAsync(InstanceKind.Tracing, default);
            Assert.Equal("/ahello", await instance.AskAsync("/a", "hello"));
            Assert.Equal((byte)'{', (await instance.GetTraceAsync(default))[0]);
        }
        finally
        {
            await docker.RemoveImageAsync($"{name}:latest", force: true, default);
        }
    }

    private sealed class Steps(List<string> steps) : IProgress<string>
    {
        public void Report(string value)
        {
            lock (steps)
            {
                steps.Add(value);
            }
        }
    }
}
