using System.Diagnostics;

namespace Containerless.LocalMock.Tests;

/// <summary>The store as a process of its own.</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process process;

    private StoreProcess(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    internal HttpClient Client { get; }

    /// <summary>Starts it on a free port without delay.</summary>
    internal static async Task<StoreProcess> StartAsync(params string[] arguments)
    {
        var process = Launch(["--port", "0", "--delay-ms", "0", .. arguments]);
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.True(line?.StartsWith("mock store on ", StringComparison.Ordinal),
            line ?? await process.StandardError.ReadToEndAsync());
        return new StoreProcess(process, new Uri(line!["mock store on ".Length..]));
    }

    /// <summary>Runs one that ends by itself.</summary>
    internal static async Task<(int Code, string Error)> FailAsync(params string[] arguments)
    {
        using var process = Launch(["--port", "0", .. arguments]);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    /// <summary>kill -9.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Launch(IReadOnlyList<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(StoreApp).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
}
