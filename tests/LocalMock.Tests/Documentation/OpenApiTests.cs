using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Containerless.LocalMock.Tests.Documentation;

/// <summary>The document against the real routes and what they answer.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private RunningStore store = null!;
    private JsonElement document;

    public async ValueTask InitializeAsync()
    {
        store = await RunningStore.StartAsync();
        document = JsonDocument.Parse(await store.Client.GetStringAsync("/openapi.json")).RootElement;
    }

    public async ValueTask DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public void Every_route_is_in_the_document_and_nothing_else()
    {
        var routes = store.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText!.Replace("{**", "{", StringComparison.Ordinal)}") ?? [])
            .Where(route => !route.StartsWith("LIST ", StringComparison.Ordinal) && route != "GET /openapi.json");
        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Equal(routes.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string, string?, int> Exchanges => new()
    {
        { "GET", "/", null, 200 }, { "POST", "/upload", "x", 200 },
        { "POST", "/login", """{"username":"emily","password":"herbert"}""", 200 }, { "POST", "/login", "x", 400 },
        { "POST", "/status", """{"state":"x"}""", 200 }, { "GET", "/begin", null, 200 },
        { "POST", "/balance", """{"name":"tea"}""", 200 }, { "POST", "/balance", """{"name":"x"}""", 404 },
        { "POST", "/balance", """{"name":"tea","transaction":-1}""", 409 },
        { "POST", "/commit", """{"transaction":-1,"mutation":{"name":"tea","balance":1}}""", 409 },
        { "GET", "/files", null, 200 }, { "GET", "/files?limit=0", null, 400 }, { "PUT", "/files/{name}", "x", 201 },
        { "GET", "/files/{name}", null, 404 }, { "DELETE", "/files/{name}", null, 404 },
        { "GET", "/values", null, 200 }, { "POST", "/values/{key}", "1", 201 }, { "GET", "/values/{key}", null, 404 },
        { "DELETE", "/values/{key}", null, 404 }, { "PUT", "/values/{key}", "", 400 },
    };

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task Answers_have_the_documented_shape(string method, string path, string? body, int expected)
    {
        var target = path.Replace("{name}", "n", StringComparison.Ordinal).Replace("{key}", "k", StringComparison.Ordinal);
        var (status, answer) = await RunningStore.ReadAsync(
            await store.SendAsync(method, target, body is null ? null : new StringContent(body)));
        Assert.Equal(expected, status);
        var schema = Operation(method, path.Split('?')[0]).GetProperty("responses").GetProperty($"{status}")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Fits(answer, schema);
    }

    /// <summary>What the document requires of a body, the endpoint requires.</summary>
    [Theory]
    [InlineData("/login")]
    [InlineData("/status")]
    [InlineData("/balance")]
    [InlineData("/commit")]
    public async Task Bodies_need_what_the_document_requires(string path)
    {
        var schema = Resolve(Operation("POST", path).GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema"));
        var required = schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToArray();
        Assert.NotEmpty(required);
        var (status, answer) = await store.PostAsync(path, "{}");
        Assert.Equal(400, status);
        Assert.Contains(required, name => answer.GetProperty("error").GetString()!.StartsWith(name, StringComparison.Ordinal));
    }

    private JsonElement Operation(string method, string path) =>
        document.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());

    private JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
        : schema;

    /// <summary>An object has the members that its schema requires, and none that it has not.</summary>
    private void Fits(JsonElement value, JsonElement reference)
    {
        var schema = Resolve(reference);
        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties))
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(member.Name, out var inner), $"{member.Name} is not in {schema}");
            Fits(member.Value, inner);
        }

        if (schema.TryGetProperty("required", out var required))
        {
            Assert.All(required.EnumerateArray(), name => Assert.True(
                value.TryGetProperty(name.GetString()!, out _) || name.GetString() is "next" or "etag", $"{name} is missing in {value}"));
        }
    }
}
