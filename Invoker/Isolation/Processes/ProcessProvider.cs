using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Containerless.Invoker.Observation;
using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Processes;

/// <summary>
/// Node child processes under Node's permission model: files outside the function's folder, child processes, workers and
/// native code are closed to the function. For development only: the network, CPU and the memory beside V8's heap are not
/// limited, and Node itself says that the permission model is no sandbox against hostile code.
/// </summary>
internal sealed class ProcessProvider : IIsolationProvider
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly InvokerConfiguration configuration;
    private readonly PreparedFunction function;
    private readonly string node;
    private readonly PrivateFolder folder;
    private readonly string egressSocket;
    private readonly string guard;
    private readonly ILogger functionLog;
    private readonly ConcurrentDictionary<ProcessInstance, bool> running = new();
    private int started;
    private volatile bool disposed;

    private ProcessProvider(
        InvokerConfiguration configuration, PreparedFunction function, string node, PrivateFolder folder, string egressSocket,
        ILoggerFactory logs)
    {
        (this.configuration, this.function, this.node, this.folder, this.egressSocket) =
            (configuration, function, node, folder, egressSocket);
        guard = ProcessGuard.WriteTo(folder.Path);
        functionLog = logs.CreateLogger("Containerless.Function");
    }

    public string Name => "process";

    /// <exception cref="IsolationException">There is no Node, or not the one the function was prepared with.</exception>
    public static async Task<ProcessProvider> CreateAsync(
        InvokerConfiguration configuration, PreparedFunction function, PrivateFolder folder, string egressSocket,
        ILoggerFactory logs, CancellationToken ct)
    {
        var node = NodeExecutable.Find()
            ?? throw new IsolationException("There is no node in PATH; install Node 20, or use \"isolation\": \"container\".");
        var version = await NodeExecutable.VersionAsync(node, ct);
        if (version != function.Hashes.Node)
        {
            throw new IsolationException(
                $"{function.Name} was prepared with Node {function.Hashes.Node}, and {node} is {version}. Prepare it again.");
        }

        logs.CreateLogger("Containerless.Isolation").LogWarning(
            "Functions run in Node child processes ({Node} {Version}): for development only, this is no protection from hostile code.",
            node, version);
        return new ProcessProvider(configuration, function, node, folder, egressSocket, logs);
    }

    public async Task<IIsolatedInstance> StartAsync(InstanceKind kind, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        var id = string.Create(CultureInfo.InvariantCulture, $"process-{Interlocked.Increment(ref started)}");
        var sockets = folder.CreateInstanceFolder();
        var output = new InstanceOutput(
            functionLog, new FunctionSource(function.Name, kind.TierName, id), TimeProvider.System);
        var instance = ProcessInstance.Start(
            id, kind, StartInfo(kind, sockets), sockets, output, ended => running.TryRemove(ended, out _));
        running[instance] = true;
        if (disposed)
        {
            // The provider was disposed while the process started and may not have seen it.
            await instance.DisposeAsync();
            throw new ObjectDisposedException(nameof(ProcessProvider));
        }

        await instance.ReadyAsync(StartTimeout, ct);
        return instance;
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await Task.WhenAll(running.Keys.Select(static i => i.DisposeAsync().AsTask()));
    }

    private ProcessStartInfo StartInfo(InstanceKind kind, string sockets)
    {
        var info = new ProcessStartInfo(node)
        {
            WorkingDirectory = function.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--experimental-permission",
                $"--allow-fs-read={function.Directory}",
                $"--allow-fs-read={sockets}",
                $"--allow-fs-write={sockets}",
                $"--allow-fs-read={guard}",
                "--disable-warning=ExperimentalWarning",
                $"--require={guard}",
            },
        };
        foreach (var argument in FunctionEnvironment.NodeArguments(kind, function.Directory, configuration.MemoryBytes))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in FunctionEnvironment.Create(
            FunctionEnvironment.OverSockets(sockets, egressSocket), configuration))
        {
            info.Environment[name] = value;
        }

        // Every tier answers in UTC. A machine that is not in UTC needs the variable, which process.env then shows.
        if (TimeZoneInfo.Local.BaseUtcOffset != TimeSpan.Zero || TimeZoneInfo.Local.SupportsDaylightSavingTime)
        {
            info.Environment.TryAdd("TZ", "UTC");
        }

        return info;
    }
}
