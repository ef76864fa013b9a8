using System.Net.Sockets;
using System.Text;

/// <summary>
/// What bench/telemetry.js has the runtime load into each invoker that it measures (DOTNET_STARTUP_HOOKS), so that the invoker itself is
/// the product's. Whoever connects to the Unix socket BENCH_USAGE is told, as JSON, what the process has used since it began: CPU time
/// in microseconds and allocated bytes.
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime before <c>Main</c>.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("BENCH_USAGE") is not { } path)
        {
            return; // A child of the process.
        }

        Environment.SetEnvironmentVariable("BENCH_USAGE", null);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => Serve(listener)) { IsBackground = true, Name = "usage" }.Start();
    }

    private static void Serve(Socket listener)
    {
        while (true)
        {
            using Socket asked = listener.Accept();
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            double cpu = Environment.CpuUsage.TotalTime.TotalMicroseconds;
            asked.Send(Encoding.UTF8.GetBytes(FormattableString.Invariant($$"""{"cpu": {{cpu}}, "bytes": {{bytes}}}""")));
        }
    }
}
