using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;
using YamlDotNet.Serialization.NamingConventions;

namespace Containerless.AppHost.Publishing;

/// <summary>
/// Writes a folder that Docker Compose deploys: per service its published program and a Dockerfile, the prepared function with
/// one, the Compose file, and <c>.env</c> with the images that they are built on. What was there of the same names is replaced.
/// </summary>
/// <param name="folder">The folder; made where it is not.</param>
/// <param name="log">What is being done.</param>
/// <param name="ct">Gives up.</param>
internal sealed partial class ComposeDeployment(string folder, ILogger log, CancellationToken ct)
{
    /// <summary>Where the invokers of the deployment find prepared functions, and publish what was compiled.</summary>
    public const string ArtifactsDirectory = "/artifacts";

    /// <summary>The port of a service that has no fixed one: each has an address of its own.</summary>
    private const int UsualPort = 8080;

    private const string Function = "function";
    private const string Functions = "functions";
    private const string DotnetImage = "mcr.microsoft.com/dotnet/aspnet:10.0";
    private const string Head =
        """
        # Containerless as a Docker Compose deployment. Start it beside this file:
        #   docker compose up --build --detach
        #   curl -i -X POST localhost:8080/hello -d '{}'
        # The invokers start the function's containers with the engine whose socket is mounted into them, which makes them as mighty
        # as that engine: nobody else should be let into theirs. The sockets to those containers lie in the host's /dev/shm.


        """;

    private readonly ComposeFile file = new();
    private string nodeImage = "";

    /// <summary>The port at which a service is reached.</summary>
    public static int PortOf(ProjectResource service) => Http(service).Port ?? UsualPort;

    /// <summary>How the deployment's invokers isolate functions, where they were told <paramref name="isolation"/> here.</summary>
    /// <exception cref="DistributedApplicationException">Not in containers.</exception>
    public static string IsolationFor(string? isolation) => isolation is "auto" or "container"
        ? "container"
        : throw new DistributedApplicationException(
            $"The parameter \"isolation\" is \"{isolation}\". What is published runs functions in containers: leave it out, or give container.");

    /// <summary>Adds the function: its prepared folder, and the image that its containers are made of.</summary>
    /// <param name="source">The function's file.</param>
    /// <param name="command">The project of the command line, which prepares it.</param>
    /// <exception cref="DistributedApplicationException">It is refused.</exception>
    public async Task AddFunctionAsync(string source, string command)
    {
        string functions = Path.Combine(folder, Functions);
        await RunAsync(
            "run", "--project", command, "--no-launch-profile", "--", "prepare", source, "--name", FunctionExtensions.Name,
            "--artifacts-dir", functions, "--dockerfile").ConfigureAwait(false);
        string context = Path.Combine(functions, FunctionExtensions.Name);
        string argument = (await File.ReadAllLinesAsync(Path.Combine(context, "Dockerfile"), ct).ConfigureAwait(false))[0];
        nodeImage = argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..];
        file.Services[Function] = new ComposeService
        {
            Build = new ComposeBuild($"./{Functions}/{FunctionExtensions.Name}", new() { ["NODE_IMAGE"] = "${NODE_IMAGE}" }),
            Image = $"{FunctionExtensions.Name}:latest",
            // It only has to be there: the invokers start containers of it. This one says which Node it has, and ends.
            Command = ["--version"],
            NetworkMode = "none",
            CapDrop = ["ALL"],
            Restart = "no",
        };
    }

    /// <summary>Adds a service.</summary>
    /// <exception cref="DistributedApplicationException">It does not build.</exception>
    public async Task AddServiceAsync(ProjectResource project)
    {
        string name = project.Name;
        string context = Path.Combine(folder, name);
        string program = Path.Combine(context, "app");
        if (Directory.Exists(program))
        {
            Directory.Delete(program, recursive: true);
        }

        await RunAsync("publish", project.ProjectPath(), "-c", "Release", "-o", program, "-v", "q", "--nologo").ConfigureAwait(false);
        bool startsContainers = Endpoint(project, InvokerExtensions.Admin) is not null;
        await File.WriteAllTextAsync(
            Path.Combine(context, "Dockerfile"),
            $"""
             ARG DOTNET_IMAGE={DotnetImage}
             FROM ${"{DOTNET_IMAGE}"}
             COPY app /app
             WORKDIR /app
             {(startsContainers ? "# The engine's socket and the sockets to the function's containers are root's.\nUSER 0:0" : "USER 65532:65532")}
             ENTRYPOINT ["dotnet", "Containerless.{Path.GetFileNameWithoutExtension(project.ProjectPath())}.dll"]

             """,
            ct).ConfigureAwait(false);

        int port = PortOf(project);
        var environment = new Dictionary<string, string>
        {
            ["OTEL_SERVICE_NAME"] = name,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "${OTEL_EXPORTER_OTLP_ENDPOINT:-}",
        };
        if (Http(project).Port is null)
        {
            environment["ASPNETCORE_URLS"] = $"http://+:{port}";
        }

        List<string> arguments = await ArgumentsAsync(project).ConfigureAwait(false);
        file.Services[name] = new ComposeService
        {
            Build = new ComposeBuild($"./{name}", new() { ["DOTNET_IMAGE"] = "${DOTNET_IMAGE}" }),
            Image = $"containerless-{name}:latest",
            Command = arguments.Count == 0 ? null : arguments,
            Environment = environment,
            Ports = Http(project).IsExternal ? [$"{port}:{port}"] : null,
            // An invoker sweeps what others left that no longer run: it has to see the processes of all.
            Pid = startsContainers ? "host" : null,
            Volumes = startsContainers
                ?
                [
                    "/var/run/docker.sock:/var/run/docker.sock",
                    "/dev/shm:/dev/shm",
                    $"artifacts:{ArtifactsDirectory}",
                    $"./{Functions}/{FunctionExtensions.Name}/function:{ArtifactsDirectory}/{FunctionExtensions.Name}/function:ro",
                ]
                : null,
            CapDrop = startsContainers ? null : ["ALL"],
            DependsOn = startsContainers ? Dependencies(project) : null,
            StopGracePeriod = startsContainers ? "30s" : null,
        };
        if (startsContainers)
        {
            file.Volumes["artifacts"] = [];
        }
    }

    /// <summary>Writes the Compose file and <c>.env</c>.</summary>
    public async Task WriteAsync()
    {
        string yaml = new SerializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
            .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
            .DisableAliases()
            .WithEventEmitter(static next => new LiteralLines(next))
            .Build().Serialize(file);
        await File.WriteAllTextAsync(Path.Combine(folder, "docker-compose.yaml"), Head + yaml, ct).ConfigureAwait(false);
        await File.WriteAllTextAsync(
            Path.Combine(folder, ".env"),
            $"""
             # What the images are built on: ASP.NET Core, and the very Node that the function was prepared with.
             DOTNET_IMAGE={DotnetImage}
             NODE_IMAGE={nodeImage}

             """,
            ct).ConfigureAwait(false);
        LogWritten(log, folder);
    }

    private static EndpointAnnotation? Endpoint(ProjectResource project, string name) =>
        project.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(each => each.Name == name);

    private static EndpointAnnotation Http(ProjectResource project) =>
        Endpoint(project, "http") ?? throw new DistributedApplicationException($"{project.Name} has no http endpoint.");

    private static Dictionary<string, ComposeDependency> Dependencies(ProjectResource project)
    {
        // What a project waits for here, it waits for there; the function's image takes the place of its preparation.
        var dependencies = new Dictionary<string, ComposeDependency> { [Function] = new("service_completed_successfully") };
        foreach (WaitAnnotation wait in project.Annotations.OfType<WaitAnnotation>().Where(static each => each.WaitType != WaitType.WaitForCompletion))
        {
            dependencies[wait.Resource.Name] = new("service_started");
        }

        return dependencies;
    }

    private async Task<List<string>> ArgumentsAsync(ProjectResource project)
    {
        var arguments = new List<object>();
        var context = new CommandLineArgsCallbackContext(arguments, project, ct)
        {
            ExecutionContext = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish),
            Logger = log,
        };
        foreach (CommandLineArgsCallbackAnnotation each in project.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await each.Callback(context).ConfigureAwait(false);
        }

        // Compose would put a variable's value in the place of $NAME.
        return [.. arguments.Select(static each => Readable((string)each).Replace("$", "$$", StringComparison.Ordinal))];
    }

    /// <summary>A configuration, line by line.</summary>
    private static string Readable(string argument) => argument.StartsWith('{')
        ? JsonNode.Parse(argument)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        : argument;

    private async Task RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(info) ?? throw new DistributedApplicationException("dotnet does not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(ct);
        Task<string> errors = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            string said = (await errors.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim();
            throw new DistributedApplicationException($"dotnet {string.Join(' ', arguments)} ended with code {process.ExitCode}:\n{said}");
        }
    }

    /// <summary>Text of several lines is written as such.</summary>
    private sealed class LiteralLines(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source.Value is string text && text.Contains('\n', StringComparison.Ordinal))
            {
                eventInfo.Style = ScalarStyle.Literal;
            }

            base.Emit(eventInfo, emitter);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Written: {Folder}. Start it there: docker compose up --build --detach")]
    private static partial void LogWritten(ILogger log, string folder);
}
