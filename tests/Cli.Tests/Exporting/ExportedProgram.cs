using System.Diagnostics;
using System.Net.Http.Headers;
using Containerless.Cli.Requests;

namespace Containerless.Cli.Tests.Exporting;

/// <summary>An exported program that runs.</summary>
internal sealed class ExportedProgram : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private ExportedProgram(Process process, Uri address)
    {
        this.process = process;
        client = new HttpClient { BaseAddress = address };
    }

    internal int Port => client.BaseAddress!.Port;

    /// <summary>Runs one that does not start.</summary>
    internal static async Task<(int Code, string Error)> FailAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    internal static async Task<ExportedProgram> StartAsync(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, ["--port", "0", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line is null
            ? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync())
            : new ExportedProgram(process, new Uri(line.Split(" on ")[1]));
    }

    internal async Task<(int Status, string Body, HttpResponseHeaders Headers)> SendAsync(FunctionCall call)
    {
        using var content = new ByteArrayContent(call.Body);
        if (call.ContentType is { } type)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var reply = await client.PostAsync(call.Target, content);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(), reply.Headers);
    }

    /// <summary>Asks it to stop; returns its exit code.</summary>
    internal async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return process.ExitCode;
    }

    public void Dispose()
    {
        client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
