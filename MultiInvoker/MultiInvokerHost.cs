using Containerless.Invoker;
using Containerless.Invoker.Admin;
using Containerless.Invoker.Http;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Observation;
using Containerless.MultiInvoker.Admin;
using Containerless.MultiInvoker.Forwarding;
using Containerless.MultiInvoker.Observation;
using Containerless.MultiInvoker.Switching;
using Containerless.Shared;
using Yarp.ReverseProxy.Forwarder;

namespace Containerless.MultiInvoker;

/// <summary>
/// A multi-invoker: its listeners and two invokers behind them. Started whole by <see cref="StartAsync"/>; disposing it finishes
/// what was accepted and ends both invokers.
/// </summary>
public sealed partial class MultiInvokerHost : IAsyncDisposable
{
    /// <summary>How long requests in flight may take to finish once it stops.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly MultiInvokerConfiguration configuration;
    private readonly ILogger log;
    private readonly ServiceProvider services;
    private readonly WaitingRoom room;
    private readonly ProxyCounters counters = new();
    private readonly Supervisor supervisor;
    private readonly ProxyHandler proxy;
    private readonly IDisposable gauge;
    private readonly PrivateFolder folder;
    private HttpListener? listener;
    private HttpListener? adminListener;

    private MultiInvokerHost(MultiInvokerConfiguration configuration, ILoggerFactory logs)
    {
        this.configuration = configuration;
        log = logs.CreateLogger("Containerless.MultiInvoker");
        // The forwarder is made by services; it logs each failed attempt as a warning, which is counted and logged here.
        services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(new LevelFilter(logs, LogLevel.Error)).AddLogging().AddHttpForwarder().BuildServiceProvider();
        TimeProvider time = TimeProvider.System;
        room = new WaitingRoom(configuration.MaxQueuedRequests, time);
        folder = PrivateFolder.Create(IsolationProviders.ProcessBases);
        supervisor = new Supervisor(configuration, folder.Path, room, time, log);
        InvokerConfiguration a = configuration.A.Options, b = configuration.B.Options;
        TimeSpan longest = Longer(a.Limits.Time, b.Limits.Time) + Longer(a.QueueTimeout, b.QueueTimeout) + TimeSpan.FromSeconds(30);
        proxy = new ProxyHandler(
            services.GetRequiredService<IHttpForwarder>(), room,
            new ProxyOptions(Math.Max(a.Limits.RequestBytes, b.Limits.RequestBytes), configuration.MaxQueuedRequests,
                configuration.QueueTimeout, longest),
            counters, () => supervisor.Cause, time, log);
        gauge = MultiTelemetry.Observe(() => room.Waiting);

        static TimeSpan Longer(TimeSpan x, TimeSpan y) => x > y ? x : y;
    }

    /// <summary>The port requests arrive at.</summary>
    public int Port => listener!.Port;

    /// <summary>The operators' port.</summary>
    public int AdminPort => adminListener!.Port;

    /// <summary>Completes with exit code and message when it has to give up.</summary>
    internal Task<SwitchCommand.Finish> Finished => supervisor.Finished;

    /// <summary>Starts one: it listens, and starts its first invoker.</summary>
    /// <exception cref="InvokerStartException">A port cannot be used: exit code 2.</exception>
    public static async Task<MultiInvokerHost> StartAsync(MultiInvokerConfiguration configuration, ILoggerFactory logs)
    {
        var host = new MultiInvokerHost(configuration, logs);
        try
        {
            ILoggerFactory quiet = new LevelFilter(logs, LogLevel.Warning);
            var admin = new StatusHandler(host.Status, host.log);
            host.listener = await HttpListener.StartAsync(configuration.BindPort, "bind_port", loopbackOnly: false,
                host.proxy.HandleAsync, quiet).ConfigureAwait(false);
            host.adminListener = await HttpListener.StartAsync(configuration.EffectiveAdminPort, "admin_port", loopbackOnly: true,
                admin.HandleAsync, quiet).ConfigureAwait(false);
            LogListening(host.log, configuration.A.Options.ImageName, host.Port, host.AdminPort);
            host.supervisor.Begin();
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The status now.</summary>
    public MultiStatusDocument Status() => supervisor.Status(configuration.A.Options.ImageName, counters);

    /// <summary>Stops: accepts nothing more, finishes what was accepted, ends both invokers.</summary>
    public async ValueTask DisposeAsync()
    {
        room.Close();
        using var longest = new CancellationTokenSource(LongestStop);
        foreach (HttpListener? each in (HttpListener?[])[listener, adminListener])
        {
            if (each is not null)
            {
                await each.StopAsync(longest.Token).ConfigureAwait(false);
                await each.DisposeAsync().ConfigureAwait(false);
            }
        }

        await supervisor.StopAsync("the multi-invoker was asked to stop").ConfigureAwait(false);
        gauge.Dispose();
        await services.DisposeAsync().ConfigureAwait(false);
        folder.Dispose();
    }

    [LoggerMessage(EventId = 80, Level = LogLevel.Information,
        Message = "Two invokers of {Function} behind http://localhost:{Port}, operators on http://localhost:{AdminPort}/_containerless/status")]
    private static partial void LogListening(ILogger log, string function, int port, int adminPort);
}
