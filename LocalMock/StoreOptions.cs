using System.Globalization;
using System.Net;

namespace Containerless.LocalMock;

/// <summary>How the mock store is started.</summary>
public sealed record StoreOptions
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage =
        """
        The mock datastore and filestore that the example functions talk to. docs/local-mock.md describes what it offers.

        Usage: LocalMock [--port PORT] [--host ADDRESS] [--delay-ms MIN-MAX] [--data FILE] [--seed-data FILE.json]
                         [--seed N] [--max-file-bytes N] [--log FILE]

          --port PORT            the port (default 7999; 0 takes a free one)
          --host ADDRESS         the IP address to listen on; * is every one (default: the loopback interface)
          --delay-ms MIN-MAX     each answer waits a random number of milliseconds in this range (default 0-10)
          --data FILE            keeps everything in this SQLite database (default: in memory)
          --seed-data FILE.json  what a new store holds: users, accounts, values, files
          --seed N               makes commits and transactions the same from run to run
          --max-file-bytes N     the size of the largest file (default 67108864)
          --log FILE             appends a line for each request; - is standard output
        """;

    private const int LargestFile = 1_000_000_000; // SQLite's longest value

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 7999;

    /// <summary>The address to listen on; null is the loopback interface.</summary>
    public IPAddress? Host { get; init; }

    /// <summary>The shortest delay before an answer, in milliseconds.</summary>
    public int MinDelayMs { get; init; }

    /// <summary>The longest delay before an answer, in milliseconds, inclusive.</summary>
    public int MaxDelayMs { get; init; } = 10;

    /// <summary>The seed of the random choices that answers show; null takes a different one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>The SQLite database; null keeps everything in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>What a new store holds beside the seed system's data; null: nothing.</summary>
    public string? SeedDataFile { get; init; }

    /// <summary>The size of the largest file, in bytes.</summary>
    public int MaxFileBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The request log, <c>-</c> for standard output; null: there is none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown, lacks its value or has a bad one.</exception>
    public static StoreOptions Parse(IReadOnlyList<string> args)
    {
        var options = new StoreOptions();
        for (var i = 0; i < args.Count; i++)
        {
            // Both `--port 1` and `--port=1`.
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            if (name is not ("--port" or "--host" or "--delay-ms" or "--data" or "--seed-data" or "--seed" or "--max-file-bytes" or "--log"))
            {
                throw new FormatException($"unknown option {args[i]}");
            }

            string value;
            if (equals >= 0)
            {
                value = args[i][(equals + 1)..];
            }
            else if (++i < args.Count)
            {
                value = args[i];
            }
            else
            {
                throw new FormatException($"{name} needs a value");
            }

            options = name switch
            {
                "--port" => options with { Port = Number(name, value, 0, 65535) },
                "--host" => options with { Host = Address(value) },
                "--seed" => options with { Seed = Number(name, value, 0, int.MaxValue) },
                "--data" => options with { DataFile = File(name, value) },
                "--seed-data" => options with { SeedDataFile = File(name, value) },
                "--max-file-bytes" => options with { MaxFileBytes = Number(name, value, 1, LargestFile) },
                "--log" => options with { LogFile = File(name, value) },
                _ => options.WithDelay(value),
            };
        }

        return options;
    }

    private static IPAddress Address(string value) => value == "*"
        ? IPAddress.IPv6Any
        : IPAddress.TryParse(value, out var address) ? address : throw new FormatException($"--host takes an IP address or *, not {value}");

    private StoreOptions WithDelay(string value)
    {
        var parts = value.Split('-');
        if (parts.Length is not (1 or 2))
        {
            throw new FormatException($"--delay-ms takes MIN-MAX, not {value}");
        }

        var min = Number("--delay-ms", parts[0], 0, 60_000);
        var max = parts.Length == 1 ? min : Number("--delay-ms", parts[1], 0, 60_000);
        if (max < min)
        {
            throw new FormatException($"--delay-ms: {max} is less than {min}");
        }

        return this with { MinDelayMs = min, MaxDelayMs = max };
    }

    private static string File(string option, string value) =>
        value.Length > 0 ? value : throw new FormatException($"{option} takes the name of a file");

    private static int Number(string option, string text, int least, int greatest)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < least || number > greatest)
        {
            throw new FormatException($"{option} takes a whole number from {least} to {greatest}, not {text}");
        }

        return number;
    }
}
