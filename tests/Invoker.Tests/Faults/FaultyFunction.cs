using System.Net.Http.Headers;
using System.Text.Json;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Invoker.Tests.Isolation;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>An answer: status, body, tier and reason of the bail-out.</summary>
internal sealed record Reply(int Status, string Body, string? Tier, string? Bailout);

/// <summary>A running invoker whose function can be slow, call a store and tell what it was sent.</summary>
internal sealed class FaultyFunction : IDisposable
{
    private const string Program = """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          if (request.path === '/slow') {
            setTimeout(() => containerless.respond('slow'), 2500);
          } else if (request.path === '/store') {
            containerless.get(process.env.STORE_URL, reply => containerless.respond('store ' + JSON.stringify(reply)));
          } else if (request.path === '/many') {
            for (let i = 0; i < request.body.n; i++) {
              containerless.get('data:1', () => {});
            }
            containerless.respond('many ' + request.body.n);
          } else if (request.path === '/body') {
            containerless.respond(typeof request.body + ' ' + request.body.length);
          } else {
            containerless.respond('echo ' + request.path);
          }
        });
        """;

    private readonly RealFunction function;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(90) };
    private readonly string isolation;
    private readonly string? engine;
    private readonly string? artifacts;
    private readonly string? temporary;

    /// <summary>One whose instances are Node processes.</summary>
    public FaultyFunction(string initial, params (string Name, object Value)[] options)
        : this(RunningInstances.Process, new RealFunction(Program), initial, options)
    {
    }

    private FaultyFunction(
        string isolation, RealFunction function, string initial, (string Name, object Value)[] options, string? engine = null,
        string? artifacts = null, string? temporary = null)
    {
        this.artifacts = artifacts;
        this.temporary = temporary;
        this.isolation = isolation;
        this.engine = engine;
        this.function = function;
        Invoker = Another(initial, options);
        Instances = isolation == RunningInstances.Container
            ? new RunningContainers(function.Name, engine)
            : new RunningProcesses(Invoker);
    }

    public RunningInvoker Invoker { get; }

    public RunningInstances Instances { get; }

    public string Name => function.Name;

    public string ArtifactsDir => artifacts ?? function.ArtifactsDir;

    public string TemporaryPath => temporary ?? function.TemporaryPath;

    /// <summary>One of either isolation. Skips the test where containers are wanted and no engine answers.</summary>
    public static async Task<FaultyFunction> StartAsync(string isolation, string initial, params (string Name, object Value)[] options)
    {
        if (isolation == RunningInstances.Process)
        {
            return new FaultyFunction(initial, options);
        }

        using DockerClient docker = await Engine.RequireAsync();
        return InContainers(null, initial, options);
    }

    /// <summary>One whose instances are containers of the machine's engine, or of the one at <paramref name="engine"/>.</summary>
    public static FaultyFunction InContainers(string? engine, string initial, params (string Name, object Value)[] options) =>
        new(RunningInstances.Container, new RealFunction(Program, TestRun.UniqueName("fault")), initial, options, engine);

    /// <summary>One that has its artifacts at a place of their own, below which the prepared function is copied.</summary>
    public static FaultyFunction WithArtifactsAt(string folder, string initial, params (string Name, object Value)[] options)
    {
        var function = new RealFunction(Program);
        string prepared = PreparedFunction.DirectoryOf(function.ArtifactsDir, function.Name);
        foreach (string file in Directory.GetFiles(prepared, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(PreparedFunction.DirectoryOf(folder, function.Name), Path.GetRelativePath(prepared, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new FaultyFunction(RunningInstances.Process, function, initial, options, artifacts: folder);
    }

    /// <summary>One that has its temporary files, its sockets among them, at a place of their own.</summary>
    public static FaultyFunction WithTemporaryFilesAt(string folder, string initial) =>
        new(RunningInstances.Process, new RealFunction(Program), initial, [], temporary: folder);

    public RunningInvoker Another(string initial, params (string Name, object Value)[] options) => RunningInvoker.Start(
        function, initial, engine: engine, temporary: temporary,
        options: [("isolation", isolation), ("artifacts_dir", ArtifactsDir), .. options]);

    public Task<Reply> PostAsync(string path) => PostAsync(path, "{}"u8.ToArray(), "application/json");

    public async Task<Reply> PostAsync(string path, byte[] body, string? type) =>
        await PostAsync(await Invoker.PortAsync(), path, body, type);

    public async Task<Reply> PostAsync(int port, string path, byte[] body, string? type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using HttpResponseMessage response = await AnswerAsync(new Uri($"http://127.0.0.1:{port}{path}"), content);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), Header(response, "Containerless-Tier"),
            Header(response, "Containerless-Bailout"));
    }

    private async Task<HttpResponseMessage> AnswerAsync(Uri url, HttpContent content)
    {
        try
        {
            return await http.PostAsync(url, content);
        }
        catch (TaskCanceledException)
        {
            string status = JsonSerializer.Serialize(await StatusAsync());
            throw new TimeoutException($"no answer to {content.Headers.ContentLength} bytes of {content.Headers.ContentType} at {url}: {status}\n{Invoker.Errors}");
        }
    }

    /// <summary>Asks until the answer is as it should be.</summary>
    public async Task AnsweredAsync(string path, Reply expected)
    {
        Reply reply = await PostAsync(path);
        for (int i = 0; i < 150 && reply != expected; i++)
        {
            await Task.Delay(200);
            reply = await PostAsync(path);
        }

        Assert.Equal(expected, reply);
    }

    public async Task<StatusDocument> StatusAsync()
    {
        string json = await http.GetStringAsync(new Uri($"http://localhost:{await Invoker.AdminPortAsync()}/_containerless/status"));
        return JsonSerializer.Deserialize<StatusDocument>(json)!;
    }

    /// <summary>Waits until the status is as it should be.</summary>
    public async Task UntilAsync(string what, Func<StatusDocument, bool> holds)
    {
        for (int i = 0; i < 1200; i++)
        {
            if (holds(await StatusAsync()))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"never {what}: {JsonSerializer.Serialize(await StatusAsync())}\n{Invoker.Errors}");
    }

    /// <summary>Traces, and waits for compiled code.</summary>
    public async Task CompileAsync(params string[] paths)
    {
        foreach (string path in paths)
        {
            Assert.Equal("tracing", (await PostAsync(path)).Tier);
        }

        await UntilAsync("compiled", static s => s.State == "Decontainerized");
    }

    /// <summary>Waits for the one Node process that runs <paramref name="script"/>.</summary>
    public async Task<int> ProcessAsync(string script)
    {
        for (int i = 0; i < 600; i++)
        {
            if (Invoker.Descendants(script) is [int id, ..])
            {
                return id;
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"no process runs {script}: {Invoker.Errors}");
    }

    /// <summary>Ends the invoker as an operator does, and checks that nothing of it is left.</summary>
    public async Task EndAsync(bool engineRuns = true)
    {
        Invoker.Signal("TERM");
        Assert.Equal(0, await Invoker.ExitAsync());
        Assert.Empty(Invoker.Left());
        if (Instances is RunningContainers containers && engineRuns)
        {
            Assert.Empty(containers.All);
        }

        // .NET's own sockets stay behind where a test killed an invoker.
        Assert.DoesNotContain(Directory.GetFileSystemEntries(TemporaryPath), static path =>
            !Path.GetFileName(path).StartsWith("clr-debug-pipe-", StringComparison.Ordinal)
            && !Path.GetFileName(path).StartsWith("dotnet-diagnostic-", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Invoker.Dispose();
        (Instances as RunningContainers)?.RemoveImage();
        http.Dispose();
        function.Dispose();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
