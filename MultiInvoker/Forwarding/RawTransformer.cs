using Containerless.Invoker.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>Sends requests on as they came: the target's bytes unchanged, since functions see the raw path.</summary>
internal sealed class RawTransformer : HttpTransformer
{
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken).ConfigureAwait(false);
        string target = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.Length == 0 || target[0] != '/')
        {
            target = RequestHandler.PathOf(target);
        }

        proxyRequest.RequestUri = new Uri(destinationPrefix + target, Raw);
        // The whole body is here: there is nothing to wait for.
        proxyRequest.Headers.ExpectContinue = null;
        proxyRequest.Headers.Remove("Expect");
    }
}
