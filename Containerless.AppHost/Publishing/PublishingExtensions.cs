#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004 // Pipeline steps are for evaluation in this version of Aspire.
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Containerless.AppHost.Publishing;

/// <summary>Publishing the application, as <c>aspire publish</c> and <c>dotnet run -- publish</c> ask for it.</summary>
internal static partial class PublishingExtensions
{
    /// <summary>
    /// The command line as Aspire reads it: <c>publish [-o DIR]</c> is short for the arguments that <c>aspire publish</c> gives.
    /// Any other stays as it is.
    /// </summary>
    public static string[] Expand(string[] arguments)
    {
        if (arguments is not ["publish", .. var rest])
        {
            return arguments;
        }

        IEnumerable<string> renamed = rest.Select(static each => each is "-o" or "--output" ? "--output-path" : each);
        return ["--operation", "publish", "--step", WellKnownPipelineSteps.Publish, .. renamed];
    }

    /// <summary>Makes publishing write a Docker Compose deployment of every project but <paramref name="prepare"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="function">The function that is served.</param>
    /// <param name="prepare">What prepares it here; published, the function's image takes its place.</param>
    public static void PublishAsDockerCompose(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> function, IResourceBuilder<ProjectResource> prepare)
    {
        prepare.ExcludeFromManifest();
        builder.Pipeline.AddStep(
            "publish-docker-compose",
            async context =>
            {
                string folder = context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
                try
                {
                    await WriteAsync(folder, context, function, prepare).ConfigureAwait(false);
                }
                catch (Exception error) when (error is DistributedApplicationException or IOException or UnauthorizedAccessException)
                {
                    // Thrown, it would be shown with the stack of the pipeline, and the program would end with code 0.
                    LogFailed(context.Logger, folder, error.Message);
                    Environment.ExitCode = 1;
                    await context.ReportingStep.CompleteAsync(error.Message, CompletionState.CompletedWithError, context.CancellationToken)
                        .ConfigureAwait(false);
                }
            },
            requiredBy: WellKnownPipelineSteps.Publish);
    }

    private static async Task WriteAsync(
        string folder, PipelineStepContext context, IResourceBuilder<ParameterResource> function, IResourceBuilder<ProjectResource> prepare)
    {
        string named = await function.Resource.GetValueAsync(context.CancellationToken).ConfigureAwait(false) ?? "";
        var deployment = new ComposeDeployment(folder, context.Logger, context.CancellationToken);
        await deployment.AddFunctionAsync(
            FunctionExtensions.FileOf(named, prepare.ApplicationBuilder.AppHostDirectory), prepare.Resource.ProjectPath()).ConfigureAwait(false);
        foreach (ProjectResource project in context.Model.Resources.OfType<ProjectResource>().Where(each => each != prepare.Resource))
        {
            await deployment.AddServiceAsync(project).ConfigureAwait(false);
        }

        await deployment.WriteAsync().ConfigureAwait(false);
    }

    /// <summary>Where a service of the application is reached by the others, here or in the deployment.</summary>
    public static async Task<string> AddressAsync(this IResourceBuilder<ProjectResource> service, CancellationToken ct) =>
        service.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? $"http://{service.Resource.Name}:{ComposeDeployment.PortOf(service.Resource)}"
            : await service.GetEndpoint("http").GetValueAsync(ct).ConfigureAwait(false)
                ?? throw new DistributedApplicationException($"{service.Resource.Name} has no address.");

    /// <summary>The path of a project's file.</summary>
    public static string ProjectPath(this ProjectResource project) => project.GetProjectMetadata().ProjectPath;

    [LoggerMessage(Level = LogLevel.Error, Message = "Cannot publish to {Folder}. {Reason}")]
    private static partial void LogFailed(ILogger log, string folder, string reason);
}
