using System.Diagnostics;
using System.Globalization;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Tests.EndToEnd;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>
/// A Docker engine of these tests alone, which they may end and start again: its own socket, data and process files, no
/// network. It needs root and <c>dockerd</c>; <see cref="RequireAsync"/> skips the test without them.
/// </summary>
public sealed class PrivateEngine : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // Short: the engine has sockets below it, whose paths may have 107 bytes.
    private readonly string folder = Directory.CreateTempSubdirectory("cl-engine-").FullName;
    private readonly System.Text.StringBuilder log = new();
    private Process? daemon;

    /// <summary>In the form of <c>DOCKER_HOST</c>.</summary>
    public string Address => $"unix://{folder}/docker.sock";

    public ValueTask InitializeAsync() => default;

    /// <summary>Sees to it that the engine runs; skips the test where it cannot.</summary>
    public async Task RequireAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Starting an engine needs root.");
        if (daemon is { HasExited: false })
        {
            return;
        }

        try
        {
            await StartAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("dockerd is not on the path.");
        }
    }

    /// <summary>Starts the engine and waits until it answers.</summary>
    public async Task StartAsync()
    {
        daemon?.Dispose();
        var info = new ProcessStartInfo("dockerd",
        [
            "--host", Address, "--data-root", $"{folder}/data", "--exec-root", $"{folder}/exec", "--pidfile", $"{folder}/pid",
            "--iptables=false", "--bridge", "none",
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        daemon = Process.Start(info)!;
        daemon.ErrorDataReceived += Keep;
        daemon.OutputDataReceived += Keep;
        daemon.BeginErrorReadLine();
        daemon.BeginOutputReadLine();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                using DockerClient client = await DockerClient.ConnectAsync(Address, default);
                return;
            }
            catch (IsolationException error)
            {
                Assert.True(!daemon.HasExited && watch.Elapsed < Longest, $"dockerd does not start: {error.Message}\n{Log}");
            }
        }
    }

    /// <summary>Ends the engine: with TERM it ends its containers first, with KILL it does not.</summary>
    public async Task EndAsync(string signal)
    {
        if (daemon is not { HasExited: false })
        {
            return;
        }

        (int code, string output) = RealFunction.Run("kill", $"-{signal}", daemon.Id.ToString(CultureInfo.InvariantCulture));
        Assert.True(code == 0, output);
        using var longest = new CancellationTokenSource(Longest);
        await daemon.WaitForExitAsync(longest.Token);
        if (signal == "KILL")
        {
            // It takes its own containerd along. Where nobody reaps that, the next one would believe that it still runs.
            File.Delete($"{folder}/exec/containerd/containerd.pid");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (daemon is { HasExited: true })
        {
            await StartAsync(); // a test failed, and containers may have outlived the engine
        }

        await EndAsync("TERM");
        daemon?.Dispose();
        foreach (string mount in File.ReadLines("/proc/self/mounts").Select(static line => line.Split(' ')[1])
            .Where(path => path.StartsWith(folder, StringComparison.Ordinal)).OrderDescending().ToList())
        {
            RealFunction.Run("umount", mount);
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log)
        {
            log.AppendLine(line.Data);
        }
    }
}
