using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Containerless.Cli.Output;
using Containerless.Cli.Requests;
using Containerless.Invoker;
using Containerless.Shared;

namespace Containerless.Cli.Commands;

/// <summary><c>containerless run FILE.js [--config JSON]</c></summary>
internal static class RunCommand
{
    // A developer wants to see the change of tiers within a few requests; the invoker's own default is 100.
    private const int RequestsToTrace = 6;

    internal static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.js") { Description = "The function" };
        var config = new Option<string?>("--config")
        {
            Description = "Options of the invoker, as one JSON object, that replace what this command chooses",
            HelpName = "JSON",
        };
        var command = new Command("run", "Serves a function: traces it, compiles it, and swaps the compiled code in")
        {
            file, config,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(terminal, parsed.GetRequiredValue(file), parsed.GetValue(config), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string file, string? config, CancellationToken cancellation)
    {
        InputFile.RequireFile(file, "function");
        var store = StoreAccess.FromEnvironment();
        var configuration = Configure(Preparing.NameOf(file), config, store);
        await Preparing.PrepareAsync(terminal, file, configuration.ImageName, configuration.ArtifactsDir, image: true, cancellation);
        if (File.ReadAllText(file).Contains("STORE_URL", StringComparison.Ordinal))
        {
            terminal.Note($"The function may call {store.Host} (STORE_URL)."
                + (store.IsDefault ? " Start the mock store there with: dotnet run --project LocalMock" : ""));
        }

        return await InvokerApp.RunAsync(
            configuration,
            started: host => Say(terminal, configuration, host),
            stop: cancellation);
    }

    /// <summary>The configuration: what suits a developer, then what was asked for.</summary>
    /// <exception cref="CommandFailure">What was asked for is no configuration.</exception>
    internal static InvokerConfiguration Configure(string name, string? config, StoreAccess store)
    {
        var options = new JsonObject
        {
            ["image_name"] = name,
            ["initial_state"] = "Automatic",
            ["max_requests_to_trace"] = RequestsToTrace,
            ["utilization_log"] = "",
            ["allowed_hosts"] = new JsonArray([.. store.AllowedHosts.Select(static host => JsonValue.Create(host))]),
            ["environment"] = new JsonObject(
                store.Environment.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        };
        if (config is not null)
        {
            JsonNode? given;
            try
            {
                given = JsonNode.Parse(config);
            }
            catch (JsonException fault)
            {
                throw new CommandFailure($"--config is not JSON: {fault.Message}", inner: fault);
            }

            if (given is not JsonObject replacements)
            {
                throw new CommandFailure("--config must be one JSON object");
            }

            foreach (var (option, value) in replacements)
            {
                options[option] = value?.DeepClone();
            }
        }

        try
        {
            return InvokerConfiguration.Parse(options.ToJsonString());
        }
        catch (ConfigurationException fault)
        {
            throw new CommandFailure($"--config cannot be used:\n{fault.Message}", inner: fault);
        }
    }

    private static void Say(Terminal terminal, InvokerConfiguration configuration, InvokerHost host)
    {
        var isolation = host.Status().Isolation ?? "no";
        terminal.Out.WriteLine(
            $$"""
            Serving {{configuration.ImageName}} with {{isolation}} isolation.
            The first {{configuration.MaxRequestsToTrace}} requests are traced; then it is compiled and served compiled.

              curl -i -X POST localhost:{{host.Port}}/hello -d '{}'

            Status:  http://localhost:{{host.AdminPort}}/_containerless/status
            Explain: http://localhost:{{host.AdminPort}}/_containerless/explain
            Stop with Ctrl+C.
            """);
    }
}
