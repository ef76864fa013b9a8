namespace Containerless.AppHost;

/// <summary>The function that is served.</summary>
internal static class FunctionExtensions
{
    /// <summary>The name it is prepared and served under.</summary>
    public const string Name = "serverless-function";

    /// <summary>Where prepared functions and artifacts lie, as every project of the repository sees it.</summary>
    public const string ArtifactsDirectory = "../.containerless";

    /// <summary>
    /// Adds a parameter that has a default. The value that Aspire's own overload takes is a constant, whatever is configured.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddChoice(
        this IDistributedApplicationBuilder builder, string name, string otherwise) =>
        builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? otherwise);

    /// <summary>Makes the command line prepare the function that a parameter names.</summary>
    public static IResourceBuilder<ProjectResource> WithPreparation(
        this IResourceBuilder<ProjectResource> command, IResourceBuilder<ParameterResource> function)
    {
        string directory = command.ApplicationBuilder.AppHostDirectory;
        string project = Path.GetDirectoryName(command.Resource.GetProjectMetadata().ProjectPath)!;
        return command.WithArgs(async context =>
        {
            string named = await function.Resource.GetValueAsync(context.CancellationToken).ConfigureAwait(false) ?? "";
            context.Args.Add("prepare");
            context.Args.Add(Path.GetRelativePath(project, FileOf(named, directory)));
            context.Args.Add("--name");
            context.Args.Add(Name);
            context.Args.Add("--artifacts-dir");
            context.Args.Add(ArtifactsDirectory);
        });
    }

    /// <summary>Ends the program with code 2 and a message where the parameter names no function.</summary>
    public static void RequireFile(IDistributedApplicationBuilder builder)
    {
        // Not there: the default, or what Aspire asks for at the dashboard.
        if (builder.Configuration["Parameters:function"] is not { } named)
        {
            return;
        }

        try
        {
            FileOf(named, builder.AppHostDirectory);
        }
        catch (DistributedApplicationException error)
        {
            Console.Error.WriteLine(error.Message);
            Environment.Exit(2);
        }
    }

    /// <summary>The file of a function.</summary>
    /// <param name="named">The name of an example, or a path.</param>
    /// <param name="appHostDirectory">The app host's folder, beside which the examples lie.</param>
    /// <exception cref="DistributedApplicationException">There is no such file.</exception>
    internal static string FileOf(string named, string appHostDirectory)
    {
        string[] candidates =
        [
            Path.GetFullPath(Path.Combine(appHostDirectory, "..", "javascript", "examples", $"{named}.js")),
            Path.GetFullPath(named),
        ];
        return candidates.FirstOrDefault(File.Exists) ?? throw new DistributedApplicationException(
            $"The parameter \"function\" is \"{named}\": there is neither {candidates[0]} nor {candidates[1]}. "
            + "Name an example or a .js file, as in --Parameters:function=maze.");
    }
}
