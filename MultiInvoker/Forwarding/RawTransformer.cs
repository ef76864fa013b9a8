using Containerless.Invoker.Http;
using Containerless.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Forwarder;

namespace Containerless.MultiInvoker.Forwarding;

/// <summary>
/// Sends requests on as they came: the target's bytes unchanged, since functions see the raw path. Answers have our headers' names
/// as an invoker writes them: HTTP/2 has lower case on the way (RFC 9113, section 8.2).
/// </summary>
internal sealed class RawTransformer : HttpTransformer
{
    private static readonly string[] Ours = [TierNames.TierHeader, TierNames.BailoutHeader, TierNames.ReexecutedHeader];
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

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        bool sent = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken).ConfigureAwait(false);
        IHeaderDictionary headers = httpContext.Response.Headers;
        foreach (string name in Ours)
        {
            if (headers.Remove(name, out StringValues value))
            {
                headers[name] = value;
            }
        }

        return sent;
    }
}
