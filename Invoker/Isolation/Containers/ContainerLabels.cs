namespace Containerless.Invoker.Isolation.Containers;

/// <summary>Labels on the images, containers and networks made here.</summary>
internal static class ContainerLabels
{
    /// <summary>On images, containers and networks: the function's name.</summary>
    public const string Function = "containerless";

    /// <summary>On containers and networks: the invoker's <see cref="Owner"/>.</summary>
    public const string Invoker = "containerless.invoker";

    /// <summary>On containers: <c>plain</c>, <c>tracing</c> or <c>probe</c>.</summary>
    public const string Kind = "containerless.kind";

    /// <summary>On images: the prepared function's hashes, and the runner image it is built on.</summary>
    public const string Source = "containerless.source", Transform = "containerless.transform",
        Library = "containerless.library", Node = "containerless.node", Runner = "containerless.runner";
}
