using System.Net;
using Containerless.Invoker.Isolation;

namespace Containerless.Invoker.Tests.Isolation;

internal static class InstanceExtensions
{
    /// <summary>Sends a request and reads the answer's text.</summary>
    public static async Task<string> AskAsync(this IIsolatedInstance instance, string path = "/", string? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, $"http://function{path}")
        {
            Content = body is null ? null : new StringContent(body),
        };
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var response = await instance.Client.SendAsync(request, timeout.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(timeout.Token);
    }

    /// <summary>Waits for a task that a broken implementation would leave pending for ever.</summary>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20));
}
