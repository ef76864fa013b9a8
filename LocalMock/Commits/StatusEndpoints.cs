using Containerless.LocalMock.Documentation;
using Containerless.LocalMock.Http;

namespace Containerless.LocalMock.Commits;

/// <summary>The seed's <c>/status</c>.</summary>
internal static class StatusEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes, CommitPicker commits)
    {
        routes.On("GET", "/status", context => commits.Pick() is { } sha
                ? Reply.SendAsync(context, new Commit(sha))
                : Reply.SayAsync(context, "Sha not available."))
            .Describe("One of three commits, or {\"body\": \"Sha not available.\"}").Gives<Commit>();

        routes.On("POST", "/status", async context =>
        {
            using var body = await RequestBody.ReadObjectAsync(context);
            RequestBody.Text(body.RootElement, "state");
            await Reply.SayAsync(context, "Done!");
        }).Describe("Takes the state of a commit").Takes<State>().Gives<Said>().Refuses(400, 413);
    }

    private sealed record State([property: System.Text.Json.Serialization.JsonPropertyName("state")] string Name);
}
