using System.Net.Sockets;
using System.Runtime.InteropServices;
using Containerless.Runtime;
using Containerless.Runtime.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Containerless.Scaffold;

/// <summary>Serves one compiled function until SIGTERM or SIGINT. Kestrel alone: no host, no services, no middleware.</summary>
public static class FunctionServer
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program; returns its exit code: 0 when asked to stop, 2 where it cannot start.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="program">Makes the compiled program, once for each realm.</param>
    /// <param name="args">The command line (<see cref="ServerOptions"/>).</param>
    public static async Task<int> RunAsync(string name, Func<CompiledProgram> program, string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(ServerOptions.Usage(name));
            return 0;
        }
        ServerOptions options;
        try
        {
            options = ServerOptions.Parse(args);
        }
        catch (FormatException error)
        {
            Console.Error.WriteLine($"{name}: {error.Message}\n{ServerOptions.Usage(name)}");
            return 2;
        }
        // Functions compute on the pool's threads; the pool by itself adds threads to busy ones only slowly.
        ThreadPool.SetMinThreads(options.MaxRealms + Environment.ProcessorCount, Environment.ProcessorCount);
        using var pool = new RealmPool(program, options);
        if (pool.Start() is { } failure)
        {
            Console.Error.WriteLine($"{name}: the top level gave up: {failure.Detail ?? failure.Reason} (line {failure.Line}). "
                + "Was it traced with the environment that it is started with?");
            return 2;
        }
        using var outbound = new Outbound();
        using KestrelServer server = Server(options);
        try
        {
            await server.StartAsync(new Application(new RequestHandler(pool, outbound)), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or AddressInUseException)
        {
            Console.Error.WriteLine($"{name}: port {options.Port} cannot be used: {error.Message}");
            return 2;
        }
        string address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"{name} on http://localhost:{BindingAddress.Parse(address).Port}");
        await StopAsked().ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(Drain);
        await server.StopAsync(deadline.Token).ConfigureAwait(false);
        return 0;
    }

    private static KestrelServer Server(ServerOptions options)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = null; // the handler counts
        kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
        kestrel.ListenAnyIP(options.Port, static listen => listen.Protocols = HttpProtocols.Http1);
        return new KestrelServer(
            Options.Create(kestrel),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    private static async Task StopAsked()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.TrySetResult();
        }
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        await asked.Task.ConfigureAwait(false);
    }

    private sealed class Application(RequestHandler handler) : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => handler.HandleAsync(context);

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
