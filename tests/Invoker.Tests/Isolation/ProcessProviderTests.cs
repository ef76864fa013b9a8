using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Processes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Isolation;

public sealed class ProcessProviderTests
{
    private static async Task<(IIsolationProvider, RecordingLogs)> ProviderAsync(
        TestFunction function, Func<InvokerConfiguration, InvokerConfiguration>? change = null)
    {
        var logs = new RecordingLogs();
        var configuration = function.Configuration(IsolationMode.Process);
        return (await IsolationProviders.CreateAsync(change?.Invoke(configuration) ?? configuration, function.Prepared, logs, default), logs);
    }

    [Fact]
    public async Task Serves_requests_and_says_that_it_is_for_development()
    {
        using var function = await TestFunction.CreateAsync(
            "containerless.listen((request, respond) => respond(`${request.path} ${request.body}`));");
        var (provider, logs) = await ProviderAsync(function);
        await using var _ = provider;
        await using var instance = await provider.StartAsync(InstanceKind.Plain, default);
        Assert.Equal("/a%20b?c=d hello", await instance.AskAsync("/a%20b?c=d", "hello"));
        Assert.Equal("process", provider.Name);
        Assert.False(instance.Exited.IsCompleted);
        Assert.Contains(logs.Lines, l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains("development only"));
    }

    [Fact]
    public async Task A_tracing_instance_gives_its_trace_and_a_plain_one_has_none()
    {
        using var function = await TestFunction.CreateAsync(
            "containerless.listen((request, respond) => respond('plain'));",
            "let n = 0; containerless.trace = () => JSON.stringify({ n }); containerless.listen((request, respond) => respond(++n));");
        var (provider, _) = await ProviderAsync(function);
        await using var __ = provider;
        await using var tracing = await provider.StartAsync(InstanceKind.Tracing, default);
        await tracing.AskAsync();
        await tracing.AskAsync();
        Assert.Equal("""{"n":2}"""u8.ToArray(), await tracing.GetTraceAsync(default));
        await using var plain = await provider.StartAsync(InstanceKind.Plain, default);
        Assert.Equal("plain", await plain.AskAsync());
        await Assert.ThrowsAsync<IsolationException>(() => plain.GetTraceAsync(default));
    }

    [Fact]
    public async Task Its_environment_is_the_configuration_s_and_nothing_else()
    {
        using var function = await TestFunction.CreateAsync(
            "containerless.listen((request, respond) => respond(JSON.stringify(process.env)));");
        var (provider, _) = await ProviderAsync(
            function, c => c with { Environment = new Dictionary<string, string> { ["STORE_URL"] = "http://x y" } });
        await using var __ = provider;
        await using var instance = await provider.StartAsync(InstanceKind.Plain, default);
        Assert.Equal("""{"STORE_URL":"http://x y"}""", await instance.AskAsync());
    }

    [Theory]
    [InlineData("require('fs').readFileSync('/etc/passwd')", "ERR_ACCESS_DENIED")]
    [InlineData("require('fs').readdirSync('/')", "ERR_ACCESS_DENIED")]
    [InlineData("require('fs').writeFileSync(__filename, '')", "ERR_ACCESS_DENIED")]
    [InlineData("require('fs').readFileSync(__dirname + '/../outside.txt')", "ERR_ACCESS_DENIED")]
    [InlineData("require('fs').readFileSync(__dirname + 'x/outside.txt')", "ERR_ACCESS_DENIED")]
    [InlineData("require('fs').symlinkSync('/etc/passwd', require('path').dirname(containerless.sockets.CONTAINERLESS_LISTEN.slice(5)) + '/l')", "ERR_ACCESS_DENIED")]
    [InlineData("require('fs').writeFileSync(require('path').dirname(containerless.sockets.CONTAINERLESS_LISTEN.slice(5)) + '/../owner', '')", "ERR_ACCESS_DENIED")]
    [InlineData("require('child_process').spawnSync('/bin/true')", "ERR_ACCESS_DENIED")]
    [InlineData("new (require('worker_threads').Worker)('', { eval: true })", "ERR_ACCESS_DENIED")]
    [InlineData("process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libm.so.6')", "ERR_DLOPEN_DISABLED")]
    [InlineData("process.kill(process.ppid, 0)", "not available")]
    [InlineData("process._debugProcess(process.ppid)", "not available")]
    [InlineData("process.binding('fs')", "not available")]
    [InlineData("delete process.kill, process.kill(process.ppid, 0)", "")]
    public async Task Ways_out_are_closed(string attempt, string expected)
    {
        using var function = await TestFunction.CreateAsync(
            $$"""
              containerless.listen((request, respond) => {
                try { {{attempt}}; respond('escaped'); } catch (error) { respond(`${error.code} ${error.message}`); }
              });
              """);
        await File.WriteAllTextAsync(Path.Combine(function.Prepared.Directory, "..", "outside.txt"), "secret");
        Directory.CreateDirectory(function.Prepared.Directory + "x");
        await File.WriteAllTextAsync(function.Prepared.Directory + "x/outside.txt", "secret");
        var (provider, _) = await ProviderAsync(function);
        await using var __ = provider;
        await using var instance = await provider.StartAsync(InstanceKind.Plain, default);
        var answer = await instance.AskAsync();
        Assert.NotEqual("escaped", answer);
        Assert.Contains(expected, answer);
    }

    [Fact]
    public async Task A_heap_over_the_limit_ends_the_process_and_not_the_host()
    {
        using var function = await TestFunction.CreateAsync(
            "containerless.listen(() => { const all = []; for (;;) all.push(new Array(10000).fill(1.5)); });");
        var (provider, _) = await ProviderAsync(function, c => c with { Memory = "64MB" });
        await using var __ = provider;
        await using var instance = await provider.StartAsync(InstanceKind.Plain, default);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => instance.AskAsync());
        Assert.Contains("heap is full", await instance.Exited.Soon());
    }

    [Fact]
    public async Task A_program_that_throws_is_reported_with_what_it_printed()
    {
        using var function = await TestFunction.CreateAsync("throw new TypeError('at the top');");
        var (provider, _) = await ProviderAsync(function);
        await using var __ = provider;
        var error = await Assert.ThrowsAsync<IsolationException>(() => provider.StartAsync(InstanceKind.Plain, default));
        Assert.Contains("exit code 1", error.Message);
        Assert.Contains("TypeError: at the top", error.Message);
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing()
    {
        using var function = await TestFunction.CreateAsync("setInterval(() => {}, 1000);");
        var (provider, _) = await ProviderAsync(function);
        await using var __ = provider;
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.StartAsync(InstanceKind.Plain, cancel.Token));
        Assert.Empty(Processes(function));
    }

    [Theory]
    [InlineData("")]
    [InlineData("process.on('SIGTERM', () => {}); setTimeout(() => { for (;;); }, 20);")]
    public async Task Disposing_leaves_no_process_and_no_socket(string afterwards)
    {
        using var function = await TestFunction.CreateAsync(
            "containerless.listen((request, respond) => { respond(containerless.sockets.CONTAINERLESS_LISTEN); " + afterwards + " });");
        var (provider, _) = await ProviderAsync(function);
        await using var whateverHappens = provider;
        var instance = await provider.StartAsync(InstanceKind.Plain, default);
        var other = await provider.StartAsync(InstanceKind.Plain, default);
        var socket = (await instance.AskAsync())["unix:".Length..];
        Assert.True(File.Exists(socket));
        Assert.Equal(2, Processes(function).Count);
        await Task.Delay(100);
        await instance.DisposeAsync();
        await instance.DisposeAsync();
        Assert.Equal("stopped", await instance.Exited);
        Assert.Single(Processes(function));
        await provider.DisposeAsync();
        Assert.Equal("stopped", await other.Exited);
        Assert.Empty(Processes(function));
        Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(socket))));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.StartAsync(InstanceKind.Plain, default));
    }

    [Fact]
    public async Task What_it_prints_goes_to_the_log_without_control_characters_and_not_without_bound()
    {
        using var function = await TestFunction.CreateAsync(
            """
            containerless.listen((request, respond) => {
              console.log('hello \u001b[31mred'); console.error('bad');
              console.log('x'.repeat(100000));
              for (let i = 0; i < 20000; i++) console.log('line ' + i);
              respond('done');
            });
            """);
        var (provider, logs) = await ProviderAsync(function);
        await using var whateverHappens = provider;
        await using (var instance = await provider.StartAsync(InstanceKind.Plain, default))
        {
            await instance.AskAsync();
            // What a stopped process had not yet written is lost; this much must have arrived by itself.
            for (var i = 0; i < 500 && !logs.Lines.Any(l => l.Contains("line 150")); i++)
            {
                await Task.Delay(20);
            }
        }

        await provider.DisposeAsync();
        Assert.Contains("Information Containerless.Function: process-1: hello \ufffd[31mred", logs.Lines);
        Assert.Contains("Warning Containerless.Function: process-1: bad", logs.Lines);
        Assert.All(logs.Lines, line => Assert.True(line.Length < 2200));
        Assert.InRange(logs.Lines.Count(l => l.Contains("line ")), 100, 5000);
        Assert.Contains(logs.Lines, l => l.Contains("more lines dropped"));
    }

    [Fact]
    public async Task Another_node_than_the_one_it_was_prepared_with_is_refused()
    {
        using var function = await TestFunction.CreateAsync("");
        var other = function.Prepared with { Hashes = function.Prepared.Hashes with { Node = "v18.0.0" } };
        var error = await Assert.ThrowsAsync<IsolationException>(
            () => IsolationProviders.CreateAsync(function.Configuration(IsolationMode.Process), other, new RecordingLogs(), default));
        Assert.Contains("v18.0.0", error.Message);
    }

    /// <summary>Running processes that have the function's folder on their command line.</summary>
    private static List<int> Processes(TestFunction function) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)).Select(int.Parse!)
            .Where(id => CommandLine(id).Contains(function.Prepared.Directory))];

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
