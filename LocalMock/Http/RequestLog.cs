using System.Diagnostics;
using System.Globalization;

namespace Containerless.LocalMock.Http;

/// <summary>
/// One line a request: when it came, method, target, status, how long it took (the store's delay included), bytes of the
/// answer, and why it was refused.
/// </summary>
internal sealed class RequestLog : IDisposable
{
    /// <summary>Where in a request's items the reason of a refusal is.</summary>
    internal static readonly object Reason = new();

    private readonly Lock gate = new();
    private readonly TextWriter writer;
    private readonly TimeProvider clock;

    /// <summary>Appends to a file; <c>-</c> is standard output.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal RequestLog(string file, TimeProvider clock)
    {
        writer = file == "-" ? Console.Out : new StreamWriter(file, append: true) { AutoFlush = true };
        this.clock = clock;
    }

    /// <summary>Serves the request and writes its line.</summary>
    internal async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var (came, start) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        try
        {
            await next(context);
        }
        finally
        {
            var (request, response) = (context.Request, context.Response);
            var status = context.RequestAborted.IsCancellationRequested ? "aborted" : $"{response.StatusCode}";
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{came:yyyy-MM-ddTHH:mm:ss.fffZ} {request.Method} {request.Path.ToUriComponent()}{request.QueryString} {status} "
                + $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0}ms {response.ContentLength ?? 0}B")
                + (context.Items[Reason] is string reason ? $" {OneLine(reason)}" : "");
            lock (gate)
            {
                writer.WriteLine(line);
            }
        }
    }

    public void Dispose()
    {
        if (writer != Console.Out)
        {
            writer.Dispose();
        }
    }

    // A reason may hold what the client sent; it must not be able to write lines of its own.
    private static string OneLine(string text) =>
        string.Concat(text.Select(static c => char.IsControl(c) ? '?' : c));
}
