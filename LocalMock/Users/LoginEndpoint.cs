using Containerless.LocalMock.Data;
using Containerless.LocalMock.Documentation;
using Containerless.LocalMock.Http;

namespace Containerless.LocalMock.Users;

/// <summary>The seed's <c>/login</c>.</summary>
internal static class LoginEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes, Database database) =>
        routes.On("POST", "/login", async context =>
        {
            using var body = await RequestBody.ReadObjectAsync(context);
            var name = RequestBody.Text(body.RootElement, "username");
            var password = RequestBody.Text(body.RootElement, "password");
            var stored = await database.RunAsync(
                session => session.Scalar<string>("SELECT password FROM users WHERE name = $0", name), context.RequestAborted);
            if (stored == password)
            {
                await Reply.SendAsync(context, new User(name, password));
            }
            else
            {
                await Reply.SayAsync(context, "User not found.");
            }
        }).Describe("The user with this name and password, or {\"body\": \"User not found.\"}")
            .Takes<User>().Gives<User>().Refuses(400, 413);
}
