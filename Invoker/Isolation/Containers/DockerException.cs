using System.Net;

namespace Containerless.Invoker.Isolation.Containers;

/// <summary>The engine refused a request; the message is its own.</summary>
internal sealed class DockerException(HttpStatusCode status, string request, string message)
    : Exception($"{request}: {(int)status} {message}")
{
    public HttpStatusCode Status { get; } = status;
}
