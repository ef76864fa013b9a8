using Containerless.LocalMock.Http;
using Microsoft.OpenApi;

namespace Containerless.LocalMock.Documentation;

/// <summary>
/// What endpoints add of themselves to the OpenAPI document. Metadata only: whether a body is accepted is the endpoint's own
/// to say, since functions and curl claim all kinds of content types.
/// </summary>
internal static class ApiDocument
{
    private const string Json = "application/json";
    private const string Bytes = "*/*";

    /// <summary>Maps a handler of these methods, separated by spaces, so that the document has it.</summary>
    internal static RouteHandlerBuilder On(
        this IEndpointRouteBuilder routes, string methods, string pattern, Func<HttpContext, Task> handler) =>
        routes.MapMethods(pattern, methods.Split(' '), (Delegate)handler) // of a RequestDelegate the document would not know
            .WithTags(pattern.Split('/')[1] is { Length: > 0 } group ? group : "store");

    /// <summary>What it does, in a line.</summary>
    internal static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary) => route.WithSummary(summary);

    /// <summary>It takes JSON of this shape.</summary>
    internal static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer(async (operation, context, cancellation) => operation.RequestBody =
            Body(Json, await context.GetOrCreateSchemaAsync(typeof(T), null, cancellation)));

    /// <summary>It takes any JSON.</summary>
    internal static RouteHandlerBuilder TakesJson(this RouteHandlerBuilder route) => route.Takes(Json, new OpenApiSchema());

    /// <summary>It takes any bytes.</summary>
    internal static RouteHandlerBuilder TakesBytes(this RouteHandlerBuilder route) => route.Takes(Bytes, BinarySchema());

    /// <summary>It answers with JSON of this shape.</summary>
    internal static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = 200) => route.Produces<T>(status, Json);

    /// <summary>It answers with the bytes of a file, or with a range of them, or 304.</summary>
    internal static RouteHandlerBuilder GivesBytes(this RouteHandlerBuilder route) =>
        route.Produces(200).Produces(206).Produces(304).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var status in (string[])["200", "206"])
            {
                operation.Responses![status] = new OpenApiResponse
                {
                    Description = status == "200" ? "The file" : "The range",
                    Content = new Dictionary<string, OpenApiMediaType> { [Bytes] = new OpenApiMediaType { Schema = BinarySchema() } },
                };
            }

            return Task.CompletedTask;
        });

    /// <summary>It may refuse a request with these statuses and a reason.</summary>
    internal static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Refusal>(status, Json);
        }

        return route;
    }

    /// <summary>It lists a page of names.</summary>
    internal static RouteHandlerBuilder Pages(this RouteHandlerBuilder route) => route
        .Parameter(ParameterLocation.Query, "prefix", "Only names that begin with it")
        .Parameter(ParameterLocation.Query, "after", "Only names greater than it: next of the page before")
        .Parameter(ParameterLocation.Query, "limit", "How many at most, up to 1000");

    /// <summary>It heeds If-Match and If-None-Match.</summary>
    internal static RouteHandlerBuilder Conditional(this RouteHandlerBuilder route, bool reading = false) => reading
        ? route.Produces(304).Parameter(ParameterLocation.Header, "If-None-Match", "ETags; 304 where it is one of them")
        : route.Parameter(ParameterLocation.Header, "If-Match", "ETags in quotes, or *; 412 where what is there has none of them")
            .Parameter(ParameterLocation.Header, "If-None-Match", "ETags in quotes, or *; 412 where what is there has one of them");

    /// <summary>It heeds Range and the conditions of readers.</summary>
    internal static RouteHandlerBuilder Ranged(this RouteHandlerBuilder route) => route
        .Parameter(ParameterLocation.Header, "Range", "bytes=FIRST-LAST")
        .Parameter(ParameterLocation.Header, "If-Range", "An ETag: the range of this one, or else the whole file")
        .Parameter(ParameterLocation.Header, "If-None-Match", "ETags; 304 where it is one of them");

    private static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string type, OpenApiSchema schema) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = Body(type, schema);
            return Task.CompletedTask;
        });

    private static RouteHandlerBuilder Parameter(
        this RouteHandlerBuilder route, ParameterLocation where, string name, string description) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name, In = where, Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    private static OpenApiRequestBody Body(string type, IOpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { [type] = new OpenApiMediaType { Schema = schema } },
    };

    private static OpenApiSchema BinarySchema() => new() { Type = JsonSchemaType.String, Format = "binary" };
}
