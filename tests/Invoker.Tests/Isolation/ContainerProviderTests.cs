using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Isolation.Containers.Transports;
using Containerless.Shared;
using Containerless.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Isolation;

[Collection("Containers of this process")] // one after the other: they look what this process has
public sealed class ContainerProviderTests : IAsyncLifetime
{
    private DockerClient docker = null!;
    private TestFunction? function;
    private IIsolationProvider? provider;
    private RecordingLogs logs = null!;

    public async ValueTask InitializeAsync() => docker = await Engine.RequireAsync();

    public async ValueTask DisposeAsync()
    {
        if (provider is not null)
        {
            await provider.DisposeAsync();
        }

        if (function is not null)
        {
            // The engine's list shows one for a moment longer than the engine knows it.
            for (int i = 0; i < 50 && (await ContainersAsync()).Length > 0; i++)
            {
                await Task.Delay(100);
            }

            Assert.Empty(await ContainersAsync());
            if (await docker.FindImageAsync($"{function.Prepared.Name}:latest", default) is not null)
            {
                await docker.RemoveImageAsync($"{function.Prepared.Name}:latest", force: true, default);
            }

            function.Dispose();
        }

        docker.Dispose();
    }

    /// <summary>A function that evaluates the request's body in an async function and answers with its result.</summary>
    private const string Evaluator =
        """
        const run = (source) => new (Object.getPrototypeOf(async () => {}).constructor)('require', 'containerless', source)(require, containerless);
        containerless.listen((request, respond) => run(request.body).then(
          (value) => respond(value), (error) => respond(`${error.code} ${error.message}`)));
        """;

    private async Task<IIsolatedInstance> StartAsync(
        string program, Func<InvokerConfiguration, InvokerConfiguration>? change = null, string? traced = null,
        InstanceKind kind = InstanceKind.Plain)
    {
        function = await TestFunction.CreateAsync(program, traced);
        logs = new RecordingLogs();
        var configuration = function.Configuration(IsolationMode.Container);
        provider = await IsolationProviders.CreateAsync(
            change?.Invoke(configuration) ?? configuration, function.Prepared, logs, default);
        return await provider.StartAsync(kind, default);
    }

    private Task<ContainerSummary[]> ContainersAsync() =>
        docker.ListContainersAsync($"{ContainerLabels.Function}={function!.Prepared.Name}", default);

    [Fact]
    public async Task Serves_requests_under_its_limits()
    {
        var instance = await StartAsync("containerless.listen((request, respond) => respond(`${request.path} ${request.body}`));");
        Assert.Equal("/a%20b?c=d hello", await instance.AskAsync("/a%20b?c=d", "hello"));
        Assert.Equal("container", provider!.Name);
        var container = Assert.Single(await ContainersAsync());
        Assert.Equal("plain", container.Labels![ContainerLabels.Kind]);
        var info = await InspectAsync(container.Id);
        Assert.Equal(
            "none true [ALL] [no-new-privileges:true] 64 536870912 536870912 1000000000 true",
            info.Trim());
    }

    [Fact]
    public async Task A_tracing_instance_gives_its_trace()
    {
        var instance = await StartAsync(
            "containerless.listen((request, respond) => respond('plain'));",
            traced: "containerless.trace = () => 'the trace'; containerless.listen((request, respond) => respond('traced'));",
            kind: InstanceKind.Tracing);
        Assert.Equal("traced", await instance.AskAsync());
        Assert.Equal("the trace"u8.ToArray(), await instance.GetTraceAsync(default));
    }

    [Fact]
    public async Task Its_environment_is_the_configuration_s_and_nothing_else()
    {
        var instance = await StartAsync(
            "containerless.listen((request, respond) => respond(JSON.stringify([process.env, process.getuid() !== 0])));",
            c => c with { Environment = new Dictionary<string, string> { ["HOME"] = "/a b", ["STORE_URL"] = "http://x" } });
        Assert.Equal("""[{"HOME":"/a b","STORE_URL":"http://x"},true]""", await instance.AskAsync());
    }

    [Theory]
    [InlineData("require('fs').writeFileSync('/function/x', 'x'); return 'written'", "EROFS")]
    [InlineData("require('fs').writeFileSync('/run/containerless/egress/x', 'x'); return 'written'", "EROFS")]
    [InlineData("require('fs').writeFileSync('/tmp/x', 'x'); return 'written'", "written")]
    [InlineData("require('fs').writeFileSync('/tmp/x', Buffer.alloc(40 << 20)); return 'written'", "ENOSPC")]
    [InlineData("process.setuid(0); return 'root'", "EPERM")]
    [InlineData("return Object.keys(require('os').networkInterfaces()).join()", "lo")]
    [InlineData("return require('fs').readFileSync('/proc/self/status', 'utf8').match(/CapEff:\\s*(\\w+)/)[1]", "0000000000000000")]
    [InlineData("return require('fs').readFileSync('/proc/self/status', 'utf8').match(/NoNewPrivs:\\s*(\\w+)/)[1]", "1")]
    public async Task Ways_out_are_closed(string attempt, string expected)
    {
        var instance = await StartAsync(Evaluator);
        Assert.StartsWith(expected, await instance.AskAsync("/", attempt));
    }

    [Fact]
    public async Task It_reaches_no_network_but_the_egress()
    {
        // A listener on this machine that answers, listed for the egress.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var served = ServeOnceAsync(listener);
        var instance = await StartAsync(Evaluator, c => c with { AllowedHosts = [$"127.0.0.1:{port}"] });

        var connect =
            """
            const connect = (host, port) => new Promise((done) => require('net').connect({ host, port }, () => done('connected'))
              .on('error', (error) => done(error.code)).setTimeout(3000, () => done('timeout')));
            """;
        Assert.Equal("ECONNREFUSED", await instance.AskAsync("/", $"{connect} return connect('127.0.0.1', {port})"));
        Assert.Equal("ENETUNREACH", await instance.AskAsync("/", $"{connect} return connect('1.1.1.1', 80)"));
        Assert.Equal("ENETUNREACH", await instance.AskAsync("/", $"{connect} return connect('172.17.0.1', {port})"));
        Assert.NotEqual("connected", await instance.AskAsync("/", $"{connect} return connect('localhost', {port})"));
        Assert.Equal(
            "200 undefined from the host",
            await instance.AskAsync("/", $"return new Promise((done) => containerless.fetch('http://127.0.0.1:{port}/x', (...all) => done(all.join(' '))))"
                .Replace("all.join(' ')", "all.map(String).join(' ')")));
        await served;
        Assert.Equal(
            "502 host-not-allowed ",
            await instance.AskAsync("/", "return new Promise((done) => containerless.fetch('http://127.0.0.1:1/x', (...all) => done(all.join(' '))))"));
        Assert.Contains(logs.Lines, l => l.Contains("\"127.0.0.1:1\" into the configuration's \"allowed_hosts\""));
    }

    [Fact]
    public async Task A_socket_swapped_for_a_link_to_another_is_not_followed()
    {
        // Were the link followed, requests would reach the engine's own API, as the invoker's user.
        var instance = await StartAsync(
            """
            const fs = require('fs');
            const path = containerless.sockets.CONTAINERLESS_LISTEN.slice(5);
            containerless.listen((request, respond, response) => {
              if (request.path === '/swap') { fs.renameSync(path, path + '.old'); fs.symlinkSync('/var/run/docker.sock', path); }
              response.setHeader('connection', 'close');
              respond('the function');
            });
            """);
        Assert.Equal("the function", await instance.AskAsync("/swap"));
        Assert.Equal("the function", await instance.AskAsync("/version"));
    }

    [Fact]
    public async Task A_socket_that_is_a_link_from_the_beginning_never_becomes_ready()
    {
        var error = await Assert.ThrowsAsync<IsolationException>(() => StartAsync(
            """
            const fs = require('fs');
            fs.symlinkSync('/var/run/docker.sock', containerless.sockets.CONTAINERLESS_LISTEN.slice(5));
            fs.symlinkSync('/var/run/docker.sock', containerless.sockets.CONTAINERLESS_CONTROL.slice(5));
            setTimeout(() => process.exit(3), 2000);
            """));
        Assert.Contains("exit code 3", error.Message);
    }

    [Fact]
    public async Task Memory_is_limited()
    {
        var instance = await StartAsync(
            "const all = []; containerless.listen(() => { for (;;) all.push(Buffer.alloc(1 << 20, 1)); });",
            c => c with { Memory = "64MB" });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => instance.AskAsync());
        Assert.Contains("137", await instance.Exited.Soon());
    }

    [Fact]
    public async Task What_it_writes_into_its_socket_folder_counts_towards_its_memory()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no /dev/shm.");
        var instance = await StartAsync(
            """
            const fs = require('fs'), path = require('path').dirname(containerless.sockets.CONTAINERLESS_LISTEN.slice(5));
            containerless.listen(() => { for (let i = 0; ; i++) fs.writeFileSync(`${path}/${i}`, Buffer.alloc(4 << 20, 1)); });
            """,
            c => c with { Memory = "64MB" });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => instance.AskAsync());
        await instance.Exited.Soon();
    }

    [Fact]
    public async Task Processes_are_limited()
    {
        var instance = await StartAsync(
            """
            const { spawn } = require('child_process');
            containerless.listen(async (request, respond) => {
              let failed = 0;
              for (let i = 0; i < 100; i++) {
                await new Promise((done) => spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']).on('spawn', done)
                  .on('error', () => { failed++; done(); }));
              }
              respond(failed);
            });
            """,
            c => c with { Memory = "1GB" });
        Assert.NotEqual("0", await instance.AskAsync());
    }

    [Fact]
    public async Task Disposing_ends_it_quickly_and_leaves_nothing()
    {
        var instance = await StartAsync("containerless.listen((request, respond) => respond('ok'));");
        var other = await provider!.StartAsync(InstanceKind.Plain, default);
        Assert.Equal(2, (await ContainersAsync()).Length);
        var watch = Stopwatch.StartNew();
        await instance.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal("stopped", await instance.Exited);
        Assert.Single(await ContainersAsync());
        Assert.NotEmpty(Folders());
        await provider.DisposeAsync();
        Assert.Equal("stopped", await other.Exited);
        Assert.Empty(await ContainersAsync());
        Assert.Empty(Folders());
    }

    [Fact]
    public async Task One_that_is_stuck_is_ended_by_force()
    {
        var instance = await StartAsync(
            "process.on('SIGTERM', () => {}); containerless.listen((request, respond) => { respond('ok'); setTimeout(() => { for (;;); }, 10); });");
        await instance.AskAsync();
        await Task.Delay(100);
        await instance.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Empty(await ContainersAsync());
    }

    [Fact]
    public async Task A_program_that_throws_is_reported_with_what_it_printed()
    {
        var error = await Assert.ThrowsAsync<IsolationException>(() => StartAsync("throw new TypeError('at the top');"));
        Assert.Contains("exit code 1", error.Message);
        Assert.Contains("TypeError: at the top", error.Message);
    }

    [Fact]
    public async Task What_it_prints_goes_to_the_log()
    {
        var instance = await StartAsync(
            "containerless.listen((request, respond) => { console.log('out'); console.error('bad'); respond(''); });");
        await instance.AskAsync();
        await provider!.DisposeAsync();
        Assert.Contains("Information Containerless.Function: container-1: out", logs.Lines);
        Assert.Contains("Warning Containerless.Function: container-1: bad", logs.Lines);
    }

    [Fact]
    public async Task Containers_of_an_invoker_that_died_are_swept_and_of_one_that_lives_are_not()
    {
        var instance = await StartAsync("containerless.listen((request, respond) => respond('ok'));");
        var gone = Owner.Current with { StartTicks = 1 };
        var specification = ContainerSpecifications.Create(
            function!.Configuration(IsolationMode.Container), function.Prepared, InstanceKind.Plain, 1,
            SocketTransport.WiringOf(Path.GetTempPath(), Path.GetTempPath(), ContainerUser.Unprivileged));
        specification.Labels[ContainerLabels.Invoker] = gone.ToString();
        var orphan = await docker.CreateContainerAsync($"containerless-{Guid.NewGuid():N}", specification, default);
        await using var second = await IsolationProviders.CreateAsync(
            function.Configuration(IsolationMode.Container), function.Prepared, logs, default);
        Assert.False(await docker.ContainerExistsAsync(orphan, default));
        Assert.Equal("ok", await instance.AskAsync());
    }

    [Fact]
    public async Task Containers_end_when_their_invoker_is_killed()
    {
        function = await TestFunction.CreateAsync("containerless.listen((request, respond) => respond('ok'));");
        var configuration = $$"""
            {"image_name": "{{function.Prepared.Name}}", "artifacts_dir": "{{function.Configuration(default).ArtifactsDir}}", "bind_port": 0,
             "initial_state": "DisableTracing", "min_containers": 1, "isolation": "container", "utilization_log": ""}
            """;
        var info = new ProcessStartInfo(
            Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"), "--config", configuration])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var invoker = Process.Start(info)!;
        var printed = Task.WhenAll(invoker.StandardOutput.ReadToEndAsync(), invoker.StandardError.ReadToEndAsync());
        try
        {
            await UntilAsync(async () => (await ContainersAsync()) is [{ State: "running" }], TimeSpan.FromSeconds(60));
        }
        finally
        {
            invoker.Kill();
        }

        await invoker.WaitForExitAsync();
        await UntilAsync(async () => (await ContainersAsync()).Length == 0, TimeSpan.FromSeconds(20));
        PrivateFolder.Sweep(["/dev/shm"], NullLogger.Instance); // as the next invoker does; one of another test may have done it
        Assert.Empty(Folders(invoker.Id));

        async Task UntilAsync(Func<Task<bool>> condition, TimeSpan timeout)
        {
            for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(50))
            {
                Assert.True(watch.Elapsed < timeout, invoker.HasExited ? string.Join('\n', await printed) : "It takes too long.");
            }
        }
    }

    private static async Task ServeOnceAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await using var stream = client.GetStream();
        var buffer = new byte[4096];
        Assert.NotEqual(0, await stream.ReadAsync(buffer.AsMemory()));
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nfrom the host"u8.ToArray());
    }

    /// <summary>A process's private folders for containers, by default this one's; processes have theirs elsewhere.</summary>
    private static List<string> Folders(int? process = null) =>
        [.. NothingLeft.SocketFolders().Where(f => f.Owner.ProcessId == (process ?? Environment.ProcessId)
            && f.Path.StartsWith("/dev/shm/", StringComparison.Ordinal)).Select(static f => f.Path)];

    private static async Task<string> InspectAsync(string id)
    {
        const string format = "{{.HostConfig.NetworkMode}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} "
            + "{{.HostConfig.SecurityOpt}} {{.HostConfig.PidsLimit}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} "
            + "{{.HostConfig.NanoCpus}} {{.HostConfig.Init}}";
        using var process = Process.Start(new ProcessStartInfo("docker", ["inspect", "--format", format, id]) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }
}
