using System.Diagnostics;
using System.Net.Sockets;
using Containerless.Invoker.Compilation;
using Containerless.Invoker.Parent;
using Containerless.Shared;

namespace Containerless.MultiInvoker.Sides;

/// <summary>How an invoker's process ended.</summary>
/// <param name="Code">The exit code; above 128 a signal ended it.</param>
/// <param name="Errors">The last lines of its standard error that are no log lines.</param>
internal readonly record struct ChildExit(int Code, string Errors);

/// <summary>
/// An invoker in a process of its own, with a control socket that it inherits. When our end closes, because it is to stop or
/// because we were killed, it finishes what it has and ends.
/// </summary>
internal sealed class ChildInvoker : IDisposable
{
    private const int KeptLines = 5;

    private const string Attributes = "OTEL_RESOURCE_ATTRIBUTES";

    private readonly Process process;
    private readonly ControlChannel channel;
    private readonly Queue<string> lines = new();

    private ChildInvoker(Process process, Socket socket, string name, Action<ControlMessage> received)
    {
        this.process = process;
        channel = new ControlChannel(socket);
        process.ErrorDataReceived += (_, line) => Show(name, line.Data);
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        Exited = WaitAsync(ListenAsync(received));
    }

    /// <summary>The process.</summary>
    public int Id => process.Id;

    /// <summary>Completes when the process has ended and all it said was heard.</summary>
    public Task<ChildExit> Exited { get; }

    /// <summary>Starts one.</summary>
    /// <param name="name">What its lines on our standard error begin with.</param>
    /// <param name="json">Its <c>--config</c>.</param>
    /// <param name="received">Told of its messages, one at a time.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static ChildInvoker Start(string name, string json, Action<ControlMessage> received)
    {
        (Process process, Socket socket) = InheritedSocket.Start(descriptor =>
        {
            var info = new ProcessStartInfo(DotnetHost.Path)
            {
                ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "Containerless.Invoker.dll"), "--config", json },
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            info.Environment[InheritedSocket.Variable] = descriptor;
            // Telemetry tells the two from each other and from us.
            info.Environment["OTEL_SERVICE_NAME"] = name == "A" ? "tracing-invoker" : "compiled-invoker";
            if (info.Environment.TryGetValue(Attributes, out string? ours) && !string.IsNullOrEmpty(ours))
            {
                info.Environment[Attributes] = AttributesOf(name, ours);
            }

            // Its debugger and diagnostics sockets would stay behind in the temporary folder if it were killed.
            info.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
            try
            {
                return Process.Start(info)!;
            }
            catch (System.ComponentModel.Win32Exception error)
            {
                throw new IOException($"{info.FileName}: {error.Message}", error);
            }
        });
        return new ChildInvoker(process, socket, name, received);
    }

    /// <summary>
    /// What its telemetry says of the invoker beside the name: what ours says, and which one it is. Not our instance's id, and none
    /// of its own where we were given one: who gave it knows the two invokers by their names alone, as Aspire's dashboard does.
    /// </summary>
    /// <param name="name">A or B.</param>
    /// <param name="ours">Our own attributes, as <c>OTEL_RESOURCE_ATTRIBUTES</c> has them.</param>
    internal static string AttributesOf(string name, string ours) => string.Join(',', ours.Split(',')
        .Where(static each => !each.TrimStart().StartsWith("service.instance.id=", StringComparison.Ordinal))
        .Append($"containerless.side={name}"));

    /// <summary>Sends it a message.</summary>
    public Task SendAsync(ControlMessage message) => channel.SendAsync(message);

    /// <summary>Asks it to finish and end.</summary>
    public void Stop() => channel.Dispose();

    /// <summary>Ends it.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>Lets go of it; it must have ended.</summary>
    public void Dispose()
    {
        channel.Dispose();
        process.Dispose();
    }

    private async Task ListenAsync(Action<ControlMessage> received)
    {
        await foreach (ControlMessage message in channel.ReadAsync().ConfigureAwait(false))
        {
            received(message);
        }
    }

    private async Task<ChildExit> WaitAsync(Task listening)
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        // What it said before it ended comes first.
        await listening.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (lines)
        {
            return new ChildExit(process.ExitCode, string.Join(Environment.NewLine, lines));
        }
    }

    private void Show(string name, string? line)
    {
        if (line is null)
        {
            return;
        }

        Console.Error.WriteLine($"{name}: {line}");
        // Log lines begin with the time; what else it says is why it could not start.
        if (line.Length > 0 && !char.IsAsciiDigit(line[0]))
        {
            lock (lines)
            {
                if (lines.Count == KeptLines)
                {
                    lines.Dequeue();
                }

                lines.Enqueue(line);
            }
        }
    }
}
