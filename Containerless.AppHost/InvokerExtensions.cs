using Microsoft.Extensions.DependencyInjection;

namespace Containerless.AppHost;

/// <summary>An invoker as a resource: its configuration, its state on display, what an operator can open.</summary>
internal static class InvokerExtensions
{
    /// <summary>The name of the operators' endpoint.</summary>
    public const string Admin = "admin";

    private static readonly HttpClient Client = new();

    /// <summary>Makes a project an invoker in Automatic mode.</summary>
    /// <param name="invoker">The project.</param>
    /// <param name="port">Where requests arrive; the operators' port is 1000 higher.</param>
    /// <param name="settings">What it is told.</param>
    public static IResourceBuilder<ProjectResource> WithInvoker(
        this IResourceBuilder<ProjectResource> invoker, int port, InvokerSettings settings)
    {
        EndpointReference admin = invoker.GetEndpoint(Admin);
        return invoker
            .WithOperators(port)
            .WithReference(settings.Compiler)
            .WithReference(settings.Store)
            .WithArgs(async context =>
            {
                context.Args.Add("--config");
                context.Args.Add((await settings.ConfigurationAsync(port, "Automatic", context.CancellationToken)
                    .ConfigureAwait(false)).ToJsonString());
            })
            .OnResourceReady((resource, ready, ct) =>
            {
                // In the background: who waits for the resource is told when this handler returns.
                _ = Task.Run(() => new InvokerDisplay(resource, ready.Services).ShowAsync(admin.Url, ct), ct);
                return Task.CompletedTask;
            })
            .WithLooks(() => admin.Url)
            .WithCommand("trace-again", "Trace again", RestartAsync, new CommandOptions
            {
                Description = "Forgets what was compiled and traces from the start",
                ConfirmationMessage = "Requests are refused while the invoker starts again. Go on?",
                IconName = "ArrowClockwise",
            });
    }

    /// <summary>Gives a project the two ports of an invoker or a multi-invoker, with health and status.</summary>
    /// <param name="project">The project.</param>
    /// <param name="port">Where requests arrive; the operators' port is 1000 higher.</param>
    public static IResourceBuilder<ProjectResource> WithOperators(this IResourceBuilder<ProjectResource> project, int port) => project
        .WithHttpEndpoint(port: port, isProxied: false)
        .WithHttpEndpoint(port: port + 1000, name: Admin, isProxied: false)
        .WithHttpHealthCheck("/ping")
        .WithoutHttpsCertificate()
        .WithUrlForEndpoint(Admin, static url =>
        {
            url.Url = "/_containerless/status";
            url.DisplayText = "Status";
        });

    /// <summary>Commands that show what the operators' endpoints of an invoker answer.</summary>
    /// <param name="invoker">The invoker.</param>
    /// <param name="admin">Where its operators' endpoints are.</param>
    public static IResourceBuilder<T> WithLooks<T>(this IResourceBuilder<T> invoker, Func<string> admin) where T : IResource
    {
        (string Name, string Title, CommandResultFormat Format, string Description)[] looks =
        [
            ("explain", "Explanation", CommandResultFormat.Json, "What is compiled, what is not, and why"),
            ("source", "Generated C#", CommandResultFormat.Text, "The code that the trace was compiled to"),
            ("trace", "Trace", CommandResultFormat.Json, "The trace, as it stands"),
        ];
        foreach (var look in looks)
        {
            invoker.WithCommand(
                look.Name, look.Title, context => LookAsync($"{admin()}/_containerless/{look.Name}", look.Format, context.CancellationToken),
                new CommandOptions { Description = look.Description });
        }

        return invoker;
    }

    private static async Task<ExecuteCommandResult> LookAsync(string url, CommandResultFormat format, CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage answer = await Client.GetAsync(new Uri(url), ct).ConfigureAwait(false);
            string text = await answer.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? CommandResults.Success(url, text, format, displayImmediately: true)
                : CommandResults.Failure($"{url}: {text}");
        }
        catch (HttpRequestException error)
        {
            return CommandResults.Failure($"The invoker does not answer: {error.Message}");
        }
    }

    /// <summary>An invoker that starts begins with tracing.</summary>
    private static Task<ExecuteCommandResult> RestartAsync(ExecuteCommandContext context) =>
        context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            context.ResourceName, KnownResourceCommands.RestartCommand, context.CancellationToken);
}
