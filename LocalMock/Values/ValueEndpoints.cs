using Containerless.LocalMock.Data;
using Containerless.LocalMock.Documentation;
using Containerless.LocalMock.Http;

namespace Containerless.LocalMock.Values;

/// <summary><c>/values</c> and <c>/values/{key}</c>: JSON values with compare-and-set. The ETag stands in the answers' bodies
/// as well, since functions see no headers.</summary>
internal static class ValueEndpoints
{
    private const string Prefix = "/values/";

    internal static void Map(IEndpointRouteBuilder routes, Database database)
    {
        routes.On("GET", "/values", async context =>
        {
            var page = Page.Of(context);
            await Reply.SendAsync(context, await database.RunAsync(session => ValueTable.List(session, page), context.RequestAborted));
        }).Describe("The keys in their order").Pages().Gives<ValueList>().Refuses(400);

        // Functions can only post, so POST is PUT.
        routes.On("PUT POST", "/values/{**key}", async context =>
        {
            var key = ItemName.Of(context, Prefix);
            using var body = await RequestBody.ReadJsonAsync(context);
            var json = body.RootElement.GetRawText();
            var (revision, created) = await database.RunAsync(session =>
            {
                var before = ValueTable.RevisionOf(session, key);
                Preconditions.Check(context.Request.Headers, before);
                return (ValueTable.Put(session, key, json), before is null);
            }, context.RequestAborted);
            var etag = Preconditions.EtagOf(revision);
            context.Response.Headers.ETag = etag;
            await Reply.SendAsync(context, new ValueEntry(key, etag), created ? 201 : 200);
        }).Describe("Sets the value of a key to the body, which is JSON")
            .TakesJson().Conditional().Gives<ValueEntry>().Gives<ValueEntry>(201).Refuses(400, 412, 413);

        routes.On("GET HEAD", "/values/{**key}", async context =>
        {
            var key = ItemName.Of(context, Prefix);
            var (value, revision) = await database.RunAsync(session => ValueTable.Get(session, key), context.RequestAborted)
                ?? throw NoValue(key);
            context.Response.Headers.ETag = value.Etag;
            if (Preconditions.NotModified(context.Request.Headers, revision))
            {
                context.Response.StatusCode = 304;
                return;
            }

            await Reply.SendAsync(context, value);
        }).Describe("The value of a key").Conditional(reading: true).Gives<StoredValue>().Refuses(400, 404);

        routes.On("DELETE", "/values/{**key}", async context =>
        {
            var key = ItemName.Of(context, Prefix);
            await database.RunAsync(session =>
            {
                var revision = ValueTable.RevisionOf(session, key);
                Preconditions.Check(context.Request.Headers, revision);
                if (revision is null)
                {
                    throw NoValue(key);
                }

                ValueTable.Delete(session, key);
                return true;
            }, context.RequestAborted);
            await Reply.SendAsync(context, new Deleted(key));
        }).Describe("Deletes a key").Conditional().Gives<Deleted>().Refuses(400, 404, 412);
    }

    private static StoreException NoValue(string key) => new(404, $"no value has the key {key}");
}
