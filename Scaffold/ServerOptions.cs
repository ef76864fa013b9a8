using System.Globalization;

namespace Containerless.Scaffold;

/// <summary>The command line of an exported function.</summary>
public sealed record ServerOptions
{
    /// <summary>Where requests arrive; 0 takes a free port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Requests served at a time; others wait.</summary>
    public int MaxRealms { get; init; } = 64;

    /// <summary>All that the function's <c>process.env</c> shows.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What <c>--help</c> prints.</summary>
    /// <param name="name">The function.</param>
    public static string Usage(string name) =>
        $"""
        {name}, a function compiled by Containerless

        Usage: {name} [--port PORT] [--env NAME=VALUE]... [--max-realms N]

          --port PORT        where requests arrive (default 8080; 0 takes a free port)
          --env NAME=VALUE   what process.env shows the function; nothing else is there
          --max-realms N     requests served at a time (default 64)
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown, lacks its value or has a bad one.</exception>
    public static ServerOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ServerOptions();
        for (int i = 0; i < args.Count; i++)
        {
            int equals = args[i].IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? args[i] : args[i][..equals];
            if (name is not ("--port" or "--env" or "--max-realms"))
                throw new FormatException($"unknown option {args[i]}");
            string value = equals >= 0 ? args[i][(equals + 1)..]
                : ++i < args.Count ? args[i]
                : throw new FormatException($"{name} needs a value");
            options = name switch
            {
                "--port" => options with { Port = Number(name, value, 0, 65535) },
                "--max-realms" => options with { MaxRealms = Number(name, value, 1, 10_000) },
                _ => options with { Environment = [.. options.Environment, Variable(value)] },
            };
        }
        return options;
    }

    private static KeyValuePair<string, string> Variable(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals], text[(equals + 1)..]) : throw new FormatException($"--env takes NAME=VALUE, not {text}");
    }

    private static int Number(string option, string text, int least, int greatest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= greatest
            ? number
            : throw new FormatException($"{option} takes a whole number from {least} to {greatest}, not {text}");
}
