using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Containerless.Invoker.Egress;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Isolation.Containers.Transports;
using Containerless.Invoker.Tests.Egress;
using Containerless.Invoker.Tests.EndToEnd;
using Containerless.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Isolation;

/// <summary>Real containers and the real library, over published ports on 127.0.0.1.</summary>
[Collection("Containers of this process")] // one after the other: they look what this process has
public sealed class ContainersOverTcpTests : IAsyncLifetime
{
    /// <summary>Evaluates the request's body in an async function and answers with its result.</summary>
    private const string Evaluator =
        """
        let containerless = require('containerless');
        const run = (source) => new (Object.getPrototypeOf(async () => {}).constructor)('require', 'containerless', source)(require, containerless);
        containerless.listen((request) => {
          let done = false;
          // A timer is a pending callback, so the answer is waited for.
          const wait = () => setTimeout(() => { if (!done) wait(); }, 5);
          const answer = (value) => { done = true; containerless.respond(value); };
          run(request.body).then(answer, (error) => answer(`${error.code} ${error.message}`));
          wait();
        });
        """;

    private const string Caller =
        """
        let containerless = require('containerless');
        containerless.listen(function (request) {
          if (request.path === '/rare') {
            containerless.get(request.body.url, function (reply) { containerless.respond('rare ' + reply); });
          } else {
            containerless.get(request.body.url, function (reply) { containerless.respond('usual ' + reply); });
          }
        });
        """;

    private DockerClient docker = null!;
    private RealFunction? function;
    private IIsolationProvider? provider;
    private RecordingLogs logs = null!;

    private string Label => $"{ContainerLabels.Function}={function!.Name}";

    public async ValueTask InitializeAsync()
    {
        docker = await Engine.RequireAsync();
        logs = new RecordingLogs();
    }

    public async ValueTask DisposeAsync()
    {
        if (provider is not null)
        {
            await provider.DisposeAsync();
        }

        if (function is not null)
        {
            await AssertNothingIsLeftAsync();
            if (await docker.FindImageAsync($"{function.Name}:latest", default) is not null)
            {
                await docker.RemoveImageAsync($"{function.Name}:latest", force: true, default);
            }

            function.Dispose();
        }

        docker.Dispose();
    }

    [Fact]
    public async Task A_function_is_traced_compiled_and_falls_back_with_calls_in_every_tier()
    {
        await using var server = RawServer.Start(RawServer.Reply("\"it\""));
        var configuration = Configure(Caller, c => c with
        {
            // Without learning, what bails out runs in plain containers.
            InitialState = InitialState.Automatic, MaxRequestsToTrace = 3, MaxRecompilations = 0,
            AllowedHosts = [$"127.0.0.1:{server.Port}"],
        });
        await using (var host = await InvokerHost.StartAsync(configuration, new InvokerServices { Logs = logs }))
        {
            var listed = $$"""{"url": "http://127.0.0.1:{{server.Port}}/"}""";
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(("usual it", "tracing"), await PostAsync(host, "/usual", listed));
            }

            for (var i = 0; i < 1200 && host.Status().State != "Decontainerized"; i++)
            {
                await Task.Delay(50);
            }

            Assert.Equal(("usual it", "compiled"), await PostAsync(host, "/usual", listed));
            Assert.Equal(("rare it", "container"), await PostAsync(host, "/rare", listed));
            Assert.Equal(("rare undefined", "container"), await PostAsync(host, "/rare", """{"url": "http://127.0.0.1:1/"}"""));
            Assert.Contains(logs.Lines, l => l.Contains("\"127.0.0.1:1\" into the configuration's \"allowed_hosts\""));

            var status = host.Status();
            Assert.Equal(("container", "tcp"), (status.Isolation, status.ContainerTransport!.Name));
            Assert.Equal("the configuration asks for it", status.ContainerTransport.Reason);
            Assert.Contains(status.Warnings, w => w.Contains("kept out by a token alone"));
            Assert.Single(await docker.ListNetworksAsync(Label, default));
        }

        Assert.Contains(logs.Lines, l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains("kept out by a token alone"));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Calls_at_once_and_long_replies_pass_the_egress()
    {
        var body = new string('x', 3 << 20);
        await using var server = RawServer.Start(RawServer.Reply($"\"{body}\""));
        var instance = await StartAsync(Evaluator, c => c with { AllowedHosts = [$"127.0.0.1:{server.Port}"] });
        var one = $"new Promise((done) => containerless.get('http://127.0.0.1:{server.Port}/', (reply) => done(reply.length)))";
        Assert.Equal($"{body.Length}", await instance.AskAsync("/", $"return {one}"));
        Assert.Equal(
            string.Join(',', Enumerable.Repeat($"{body.Length}", 20)),
            await instance.AskAsync("/", $"return Promise.all(Array.from({{ length: 20 }}, () => {one}))"));
        var post = $"new Promise((done) => containerless.post({{ url: 'http://127.0.0.1:{server.Port}/', body: 'y'.repeat(1000) }}, (reply) => done(reply.length)))";
        Assert.Equal($"{body.Length}", await instance.AskAsync("/", $"return {post}"));
    }

    [Fact]
    public async Task Ways_out_are_closed()
    {
        const string connect =
            """
            const connect = (where) => new Promise((done) => require('net').connect(where, () => done('connected'))
              .on('error', (error) => done(error.code ?? error.errors[0].code)));
            """;
        (string Attempt, string Expected)[] attempts =
        [
            ("return connect({ host: '127.0.0.1', port: 3000 })", "EPERM"),
            ("return connect({ path: '/tmp/s' })", "EPERM"),
            ("return connect({ host: 'localhost', port: 1 })", "EPERM"),
            ("return new Promise((done) => require('dns').resolve('example.invalid', (error) => done(error.code)))", "ECONNREFUSED"),
            ("return new Promise((done) => require('dgram').createSocket('udp4').bind(5000, () => done('bound')).on('error', (error) => done(error.code)))", "EPERM"),
            ("require('fs').writeFileSync('/function/x', 'x'); return 'written'", "EROFS EROFS: read-only file system, open '/function/x'"),
            ("return require('fs').readFileSync('/proc/self/status', 'utf8').match(/Seccomp:\\s*(\\w+)/)[1]", "2"),
            ("return require('fs').readFileSync('/proc/self/status', 'utf8').match(/CapEff:\\s*(\\w+)/)[1]", "0000000000000000"),
            ("return process.getuid()", "65532"),
            ("return JSON.stringify(process.env)", "{}"),
            ("return require('child_process').spawnSync(process.execPath, ['-p', '1+1']).stdout", "2"),
        ];
        var instance = await StartAsync(Evaluator);
        foreach (var (attempt, expected) in attempts)
        {
            Assert.Equal((attempt, expected), (attempt, (await instance.AskAsync("/", connect + attempt)).Trim()));
        }
    }

    [Theory]
    [InlineData(8081)]
    [InlineData(65535)]
    public async Task The_internal_port_is_the_configuration_s_and_nothing_is_answered_without_the_token(int port)
    {
        var instance = await StartAsync(Caller, c => c with { ContainerInternalPort = port, ContainerHostname = "127.0.0.1" }, InstanceKind.Tracing);
        var container = Assert.Single(await docker.ListContainersAsync(Label, default)).Id;
        var control = port == 65535 ? 65534 : port + 1;
        using var http = new HttpClient();
        foreach (var (inside, path) in new[] { (port, "/usual"), (control, "/ping"), (control, "/trace"), (control, "/egress") })
        {
            var published = await docker.FindPublishedPortAsync(container, inside, default);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{published}{path}");
            request.Headers.Add("Containerless-Token", new string('0', 64));
            if (path == "/egress")
            {
                request.Headers.Add("Connection", "Upgrade");
                request.Headers.Add("Upgrade", "containerless-egress");
            }

            using var response = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.NotEmpty(await instance.GetTraceAsync(default));
        Assert.Equal("usual undefined", await instance.AskAsync("/usual", "{}"));
        var (_, inspected) = RealFunction.Run("docker", "inspect", "--format",
            "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{range $p, $b := .HostConfig.PortBindings}}{{range $b}}{{.HostIp}} {{end}}{{end}}{{.Config.Cmd}}",
            container);
        Assert.StartsWith("true [ALL] 127.0.0.1 127.0.0.1 ", inspected);
        // The list of processes shows as much: it must not be enough to pass for the invoker.
        Assert.Matches("CONTAINERLESS_TOKEN=sha256:[0-9a-f]{64} ", inspected);
    }

    [Fact]
    public async Task An_engine_over_tcp_is_used_over_tcp()
    {
        await using var engine = new EngineOverTcp();
        var configuration = Configure(Caller, c => c with { ContainerTransport = TransportMode.Auto });
        using var transport = EgressTransport.Create(configuration, logs);
        provider = await IsolationProviders.CreateAsync(
            configuration, PreparedFunction.Load(function!.ArtifactsDir, function.Name), transport, ownsTransport: false, engine.Address, logs, default);
        Assert.Equal(new TransportStatus("tcp", $"the engine is reached at {engine.Address}"), provider.Transport);
        var instance = await provider.StartAsync(InstanceKind.Plain, default);
        Assert.Equal("usual undefined", await instance.AskAsync("/x", "{}"));
        Assert.True(engine.Connections > 1);

        var watch = Stopwatch.StartNew();
        await instance.DisposeAsync();
        Assert.Equal("stopped", await instance.Exited);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await provider.DisposeAsync();
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Auto_takes_sockets_where_a_container_can_connect_to_one_and_tcp_where_it_cannot()
    {
        var configuration = Configure(Caller, c => c with { ContainerTransport = TransportMode.Auto });
        var prepared = PreparedFunction.Load(function!.ArtifactsDir, function.Name);
        provider = await IsolationProviders.CreateAsync(configuration, prepared, logs, default);
        Assert.Equal(new TransportStatus("socket", "a container could connect to a Unix socket of this machine"), provider.Transport);
        Assert.Null(provider.Warning);
        Assert.Contains(logs.Lines, l => l.Contains("they are reached over socket: a container could connect"));
        Assert.Empty(await docker.ListNetworksAsync(Label, default));

        using var folder = PrivateFolder.Create(["/dev/shm", Path.GetTempPath()]);
        var nobody = Path.Combine(folder.CreateFolder("egress"), "egress.sock");
        var removal = new ContainerRemoval(docker, NullLogger.Instance);
        await using (var chosen = await ContainerTransports.CreateAsync(
            configuration, prepared, docker, removal, await docker.InfoAsync(default), folder, nobody, logs, default))
        {
            Assert.Equal(("tcp", "a container could not connect to a Unix socket of this machine (exit code 9)"), (chosen.Name, chosen.Reason));
        }

        // As on an engine that does not see this machine's files.
        var unseen = new SocketTransport(folder, "/nonexistent/egress/egress.sock", ContainerUser.Unprivileged, "");
        Assert.Contains(
            "the engine could not mount a folder of this machine",
            await SocketProbe.FindFaultAsync(configuration, prepared, docker, await docker.InfoAsync(default), unseen, removal, default));
    }

    [Fact]
    public async Task What_cannot_work_is_said()
    {
        var configuration = Configure(Caller, c => c with { ContainerHostname = "no..host" });
        var prepared = PreparedFunction.Load(function!.ArtifactsDir, function.Name);
        var error = await Assert.ThrowsAsync<IsolationException>(() => IsolationProviders.CreateAsync(configuration, prepared, logs, default));
        Assert.Contains("container_hostname is \"no..host\", which cannot be resolved", error.Message);

        var info = await docker.InfoAsync(default);
        using var folder = PrivateFolder.Create([Path.GetTempPath()]);
        async Task<string> RefusalAsync(TransportMode mode, EngineInfo engine) => (await Assert.ThrowsAsync<IsolationException>(() =>
            ContainerTransports.CreateAsync(
                configuration with { ContainerTransport = mode }, prepared, docker, new ContainerRemoval(docker, NullLogger.Instance),
                engine, folder, "x", logs, default))).Message;
        Assert.Contains("Containers over TCP need seccomp", await RefusalAsync(TransportMode.Tcp, info with { SecurityOptions = [] }));
        Assert.Contains(
            "\"container_transport\" is \"socket\", but the engine runs in a virtual machine",
            await RefusalAsync(TransportMode.Socket, info with { OperatingSystem = "Docker Desktop" }));
    }

    [Fact]
    public async Task A_killed_invoker_leaves_no_container_and_the_next_removes_its_network()
    {
        function = new RealFunction(Caller, NewName());
        var configuration = $$"""
            {"image_name": "{{function.Name}}", "artifacts_dir": "{{function.ArtifactsDir}}", "bind_port": 0, "container_transport": "tcp",
             "initial_state": "DisableTracing", "min_containers": 1, "isolation": "container", "utilization_log": ""}
            """;
        var info = new ProcessStartInfo(
            Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"), "--config", configuration])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using (var invoker = Process.Start(info)!)
        {
            var printed = Task.WhenAll(invoker.StandardOutput.ReadToEndAsync(), invoker.StandardError.ReadToEndAsync());
            try
            {
                await UntilAsync(async () => (await docker.ListContainersAsync(Label, default)) is [{ State: "running" }]);
            }
            finally
            {
                invoker.Kill();
            }

            await invoker.WaitForExitAsync();
            await printed;
        }

        await UntilAsync(async () => (await docker.ListContainersAsync(Label, default)).Length == 0);
        // Its network is there until any invoker starts: this one, or one of another test.
        var instance = await StartAsync();
        Assert.Single(await docker.ListNetworksAsync(Label, default));
        // One that lives is left alone.
        await using (await IsolationProviders.CreateAsync(Configured(), PreparedFunction.Load(function.ArtifactsDir, function.Name), logs, default))
        {
            Assert.Equal(2, (await docker.ListNetworksAsync(Label, default)).Length);
        }

        Assert.Equal("usual undefined", await instance.AskAsync("/x", "{}"));
    }

    private static string NewName() => $"tcp-test-{Guid.NewGuid().ToString("N")[..8]}";

    private InvokerConfiguration Configure(string program, Func<InvokerConfiguration, InvokerConfiguration>? change = null)
    {
        function = new RealFunction(program, NewName());
        return change?.Invoke(Configured()) ?? Configured();
    }

    private InvokerConfiguration Configured() => function!.Configuration(InitialState.DisableTracing) with
    {
        Isolation = IsolationMode.Container, ContainerTransport = TransportMode.Tcp,
    };

    private Task<IIsolatedInstance> StartAsync(
        string program, Func<InvokerConfiguration, InvokerConfiguration>? change = null, InstanceKind kind = InstanceKind.Plain) =>
        StartAsync(Configure(program, change), kind);

    private Task<IIsolatedInstance> StartAsync() => StartAsync(Configured(), InstanceKind.Plain);

    private async Task<IIsolatedInstance> StartAsync(InvokerConfiguration configuration, InstanceKind kind)
    {
        provider = await IsolationProviders.CreateAsync(
            configuration, PreparedFunction.Load(function!.ArtifactsDir, function.Name), logs, default);
        return await provider.StartAsync(kind, default);
    }

    private async Task AssertNothingIsLeftAsync()
    {
        Assert.Empty(await docker.ListContainersAsync(Label, default));
        Assert.Empty(await docker.ListNetworksAsync(Label, default));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(50))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "It takes too long.");
        }
    }

    private static async Task<(string Body, string Tier)> PostAsync(InvokerHost host, string path, string body)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(new Uri($"http://127.0.0.1:{host.Port}{path}"), content);
        return (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("Containerless-Tier").Single());
    }
}
