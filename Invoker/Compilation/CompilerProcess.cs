using System.Diagnostics;
using System.Net.Sockets;
using Containerless.Invoker.Isolation;
using Containerless.Shared;

namespace Containerless.Invoker.Compilation;

/// <summary>
/// The compiler as a child process behind a Unix socket in a private folder: started early and kept warm, because
/// Roslyn's first compilation in a process takes seconds and later ones tenths. A trace that brings it down costs one
/// compilation; the next starts another.
/// </summary>
public sealed partial class CompilerProcess : ICompiler
{
    /// <summary>How long the process may take to be warm.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly ILogger log;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource stopping = new();
    private Running? running;

    /// <summary>Creates the compiler; nothing is started yet.</summary>
    public CompilerProcess(ILogger log) => this.log = log;

    /// <inheritdoc/>
    public async Task WarmAsync(CancellationToken ct)
    {
        try
        {
            await EnsureAsync(ct).ConfigureAwait(false);
        }
        catch (CompilationException error)
        {
            LogNotWarm(log, error.Message);
        }
        catch (OperationCanceledException)
        {
            // Stopped meanwhile.
        }
    }

    /// <inheritdoc/>
    public async Task<Artifact> CompileAsync(byte[] trace, CancellationToken ct)
    {
        return await WithAsync(client => client.CompileAsync(trace, ct), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Artifact?> CompileGrownAsync(IReadOnlyList<byte[]> traces, CancellationToken ct)
    {
        return await WithAsync(client => client.CompileGrownAsync(traces, ct), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            running?.Dispose();
            running = null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Uses the process; one that did not answer, or not sensibly, is ended, and the next use starts another.</summary>
    private async Task<T> WithAsync<T>(Func<CompilerClient, Task<T>> use, CancellationToken ct)
    {
        Running compiler = await EnsureAsync(ct).ConfigureAwait(false);
        try
        {
            return await use(compiler.Client).ConfigureAwait(false);
        }
        catch (CompilationException error) when (!error.IsRefusal)
        {
            await DiscardAsync(compiler).ConfigureAwait(false);
            throw;
        }
    }

    private async Task DiscardAsync(Running compiler)
    {
        await gate.WaitAsync(stopping.Token).ConfigureAwait(false);
        try
        {
            if (ReferenceEquals(running, compiler))
            {
                running = null;
                compiler.Dispose();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Running> EnsureAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping.Token);
        await gate.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (running is { Process.HasExited: false } alive)
            {
                return alive;
            }

            running?.Dispose();
            running = null;
            return running = await StartAsync(either.Token).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Running> StartAsync(CancellationToken ct)
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "Containerless.Compiler.dll");
        PrivateFolder folder = MakeFolder();
        string socket = Path.Combine(folder.Path, "s");
        var info = new ProcessStartInfo(DotnetHost.Path)
        {
            // Our end of its standard input is its lifeline: it ends when we do, also when we are killed.
            ArgumentList = { "exec", assembly, "--socket", socket, "--lifeline", "stdin" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
        };
        // Its debugger and diagnostics sockets would stay behind in the temporary folder if it were killed.
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        Process process;
        long began = Stopwatch.GetTimestamp();
        try
        {
            process = Process.Start(info)!;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            folder.Dispose();
            throw new CompilationException($"the compiler could not be started ({info.FileName}): {error.Message}", error);
        }

        var started = new Running(process, folder, ClientOf(socket));
        process.OutputDataReceived += (_, line) => LogLine(line.Data);
        process.ErrorDataReceived += (_, line) => LogLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (!await started.Client.IsHealthyAsync(ct).ConfigureAwait(false))
            {
                if (process.HasExited)
                {
                    throw new CompilationException($"the compiler ended with code {process.ExitCode} before it was ready");
                }

                if (Stopwatch.GetElapsedTime(began) > LongestStart)
                {
                    throw new CompilationException($"the compiler was not ready within {LongestStart.TotalSeconds} s");
                }

                await Task.Delay(50, ct).ConfigureAwait(false);
            }
        }
        catch
        {
            started.Dispose();
            throw;
        }

        LogReady(log, process.Id, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return started;
    }

    /// <summary>A folder that a later invoker removes when this one was killed.</summary>
    private static PrivateFolder MakeFolder()
    {
        try
        {
            return PrivateFolder.Create(IsolationProviders.ProcessBases);
        }
        catch (IsolationException error)
        {
            throw new CompilationException(error.Message, error);
        }
    }

    private void LogLine(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            LogOutput(log, line);
        }
    }

    private static CompilerClient ClientOf(string socket) => new(new Uri("http://compiler/"), new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, ct) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct).ConfigureAwait(false);
                return new NetworkStream(connection, ownsSocket: true);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        },
    });

    /// <summary>A process with its socket's folder.</summary>
    private sealed record Running(Process Process, PrivateFolder Folder, CompilerClient Client) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            try
            {
                // Asked first, so that it removes what it made.
                Process.StandardInput.Close();
                if (!Process.WaitForExit(TimeSpan.FromSeconds(2)))
                {
                    Process.Kill(entireProcessTree: true);
                    Process.WaitForExit(TimeSpan.FromSeconds(5));
                }
            }
            catch (Exception error) when (error is InvalidOperationException or IOException)
            {
                // It ended by itself in between.
            }

            Process.Dispose();
            Folder.Dispose();
        }
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "The compiler (process {Id}) is warm after {Milliseconds:F0} ms")]
    private static partial void LogReady(ILogger log, int id, double milliseconds);

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "The compiler is not ready yet: {Reason}")]
    private static partial void LogNotWarm(ILogger log, string reason);

    [LoggerMessage(EventId = 42, Level = LogLevel.Debug, Message = "compiler: {Line}")]
    private static partial void LogOutput(ILogger log, string line);
}
