using System.Net;
using System.Net.NetworkInformation;

namespace Containerless.AppHost;

/// <summary>The addresses that documents and scripts name.</summary>
internal static class FixedPorts
{
    /// <summary>The multi-invoker; its invokers' ports are the next two, operators' ports 1000 higher.</summary>
    public const int Public = 8080;

    /// <summary>The Automatic invoker; its operators' port is 1000 higher.</summary>
    public const int Automatic = 8090;

    /// <summary>The mock store.</summary>
    public const int Store = 7999;

    private static readonly (int Port, string Use)[] All =
    [
        (15888, "the dashboard"),
        (15889, "the dashboard's telemetry"),
        (15890, "the dashboard's list of resources"),
        (Public, "the multi-invoker"),
        (Public + 1, "the tracing invoker"),
        (Public + 2, "the compiled invoker"),
        (Public + 1000, "the multi-invoker's operators"),
        (Public + 1001, "the tracing invoker's operators"),
        (Public + 1002, "the compiled invoker's operators"),
        (Automatic, "the invoker"),
        (Automatic + 1000, "the invoker's operators"),
        (Store, "the mock store"),
    ];

    /// <summary>Ends the program with code 2 and a message when one of them is taken.</summary>
    /// <param name="arguments">The command line: publishing needs no port.</param>
    public static void RequireFree(IReadOnlyList<string> arguments)
    {
        if (arguments.Contains("--operation"))
        {
            return;
        }

        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(static end => end.Port).ToHashSet();
        var problems = All.Where(each => taken.Contains(each.Port))
            .Select(static each => $"Port {each.Port} of {each.Use} is taken by another program.").ToList();
        if (problems.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', problems));
            Console.Error.WriteLine(
                $"Stop that program (ss -ltnp 'sport = :{All.First(each => taken.Contains(each.Port)).Port}' names it), "
                + "or an app host that still runs, and start again.");
            Environment.Exit(2);
        }
    }
}
