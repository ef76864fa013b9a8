using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Containerless.Conformance.Tests.Oracles;

/// <summary>
/// One Node process that serves many functions, each instance in a worker of its own (Node/driver.js): it has the real
/// library and everything a process has, for half of what starting a process costs.
/// </summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly Process node;
    private readonly DirectoryInfo folder;
    private readonly Task reading;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> waiting = new();
    private readonly SemaphoreSlim workers = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim writing = new(1, 1);
    private int jobs;

    private NodeHost(Process node, DirectoryInfo folder)
    {
        (this.node, this.folder) = (node, folder);
        reading = Task.Run(ReadAsync);
    }

    /// <summary>All that <c>process.env</c> shows the functions, in every tier.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["EMPTY"] = "", ["GREETING"] = "hi" };

    /// <summary>Starts the process.</summary>
    public static NodeHost Start()
    {
        var folder = Directory.CreateTempSubdirectory("containerless-conformance-");
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { Repository.PathOf("tests", "Conformance.Tests", "Node", "driver.js"), Repository.Root, folder.FullName },
        };
        start.Environment["TZ"] = "UTC";
        return new NodeHost(Process.Start(start)!, folder);
    }

    /// <summary>Serves requests by a new instance.</summary>
    /// <exception cref="OracleException">The function does not start, or ends by itself.</exception>
    public async Task<(IReadOnlyList<Answer> Answers, byte[]? Trace)> ServeAsync(
        string kind, Function function, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        var environment = new JsonObject();
        foreach (var (name, value) in Variables)
        {
            environment[name] = value;
        }

        var sent = new JsonArray();
        foreach (var request in requests)
        {
            sent.Add((JsonNode)new JsonObject
            {
                ["target"] = "/", ["type"] = "application/json",
                ["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(request.Body)),
            });
        }

        var result = await AskAsync(
            new JsonObject
            {
                ["kind"] = kind, ["source"] = function.Source, ["environment"] = environment, ["requests"] = sent,
            },
            cancellation);
        if (result["fault"]?.GetValue<string>() is { } fault)
        {
            throw new OracleException($"{function.Name} ({kind}): {fault}");
        }

        return (
            [.. result["answers"]!.AsArray().Select(static a => new Answer(a!["status"]!.GetValue<int>(), a["body"]!.GetValue<string>()))],
            result["trace"] is { } trace ? Encoding.UTF8.GetBytes(trace.GetValue<string>()) : null);
    }

    /// <summary>Sends one job to the driver, as many at a time as there are processors.</summary>
    public async Task<JsonNode> AskAsync(JsonObject job, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref jobs);
        var reply = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        job["id"] = id;
        waiting[id] = reply;
        await workers.WaitAsync(cancellation);
        try
        {
            await writing.WaitAsync(cancellation);
            try
            {
                await node.StandardInput.WriteLineAsync(job.ToJsonString().AsMemory(), cancellation);
                await node.StandardInput.FlushAsync(cancellation);
            }
            finally
            {
                writing.Release();
            }

            return await reply.Task.WaitAsync(cancellation);
        }
        finally
        {
            workers.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await reading;
        await node.WaitForExitAsync();
        node.Dispose();
        workers.Dispose();
        writing.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task ReadAsync()
    {
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            var result = JsonNode.Parse(line, documentOptions: new() { MaxDepth = 10_000 })!;
            if (waiting.TryRemove(result["id"]!.GetValue<int>(), out var reply))
            {
                reply.SetResult(result);
            }
        }

        foreach (var (_, reply) in waiting)
        {
            reply.TrySetException(new OracleException("the Node process ended"));
        }
    }
}
