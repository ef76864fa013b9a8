namespace Containerless.Cli.Testing;

/// <summary>What makes two outbound calls the same call.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">The absolute URL.</param>
/// <param name="Body">The body in hexadecimal: compared by value.</param>
internal sealed record OutboundKey(string Method, string Url, string Body)
{
    /// <summary>Reads the key of a call about to be sent; its content stays readable.</summary>
    internal static async Task<OutboundKey> OfAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellation);
        return new OutboundKey(request.Method.Method, request.RequestUri!.AbsoluteUri, Convert.ToHexString(body));
    }

    /// <summary>For messages.</summary>
    public override string ToString() => $"{Method} {Url}";
}
