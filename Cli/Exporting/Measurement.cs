using System.Diagnostics;
using System.Text;
using Containerless.Cli.Requests;

namespace Containerless.Cli.Exporting;

/// <summary>What an exported program costs.</summary>
/// <param name="Size">Bytes of the executable.</param>
/// <param name="StartUp">From the start of the process to its first answer, the median of some starts.</param>
/// <param name="Memory">Resident bytes after the first answer.</param>
/// <param name="MemoryLater">Resident bytes after a thousand more.</param>
/// <param name="Status">The status of that first answer.</param>
internal sealed record Measurement(long Size, TimeSpan StartUp, long Memory, long MemoryLater, int Status)
{
    private const int Starts = 5;
    private const int Requests = 1000;

    /// <summary>Starts the program a few times and sends it a request.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="call">The request.</param>
    /// <param name="environment">What the function's <c>process.env</c> shows.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandFailure">It does not start.</exception>
    internal static async Task<Measurement> OfAsync(
        string program, FunctionCall call, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var starts = new List<TimeSpan>();
        var (memory, later, status) = (0L, 0L, 0);
        for (var i = 0; i < Starts; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo(
                program, ["--port", "0", .. environment.Select(static pair => $"--env={pair.Key}={pair.Value}")])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            try
            {
                var line = await process.StandardOutput.ReadLineAsync(cancellation);
                if (line?.Split(" on ") is not [.., var address])
                {
                    throw new CommandFailure($"{program} does not start: {await process.StandardError.ReadToEndAsync(cancellation)}");
                }

                // What the function prints must not fill a pipe that nobody reads.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                using var client = new HttpClient { BaseAddress = new Uri(address) };
                status = await SendAsync(client, call, cancellation);
                starts.Add(Stopwatch.GetElapsedTime(began));
                if (i == Starts - 1)
                {
                    memory = Resident(process);
                    for (var sent = 0; sent < Requests; sent++)
                    {
                        await SendAsync(client, call, cancellation);
                    }

                    later = Resident(process);
                }
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        starts.Sort();
        return new Measurement(new FileInfo(program).Length, starts[Starts / 2], memory, later, status);
    }

    private static long Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    private static async Task<int> SendAsync(HttpClient client, FunctionCall call, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(call.Body);
        if (call.ContentType is { } type)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var reply = await client.PostAsync(call.Target, content, cancellation);
        await reply.Content.ReadAsByteArrayAsync(cancellation);
        return (int)reply.StatusCode;
    }
}
