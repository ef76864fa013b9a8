using Containerless.LocalMock.Data;
using Containerless.LocalMock.Documentation;
using Containerless.LocalMock.Http;
using Microsoft.Net.Http.Headers;

namespace Containerless.LocalMock.Files;

/// <summary><c>/files</c> and <c>/files/{name}</c>, where a name may have slashes in it: its folders are the buckets; and the
/// seed's <c>/upload</c>, which stores the file <c>upload</c>.</summary>
internal static class FileEndpoints
{
    private const string Prefix = "/files/";

    internal static void Map(IEndpointRouteBuilder routes, Database database, TimeProvider clock, long maxBytes)
    {
        routes.On("POST", "/upload", async context =>
        {
            await PutAsync(context, "upload", checkConditions: false);
            await Reply.SayAsync(context, "Done uploading!\n");
        }).Describe("Stores the body as the file upload").Gives<Said>().Refuses(400, 413);

        routes.On("GET", "/files", context => ListAsync(context, Page.Of(context)))
            .Describe("The files in the order of their names").Pages().Gives<FileList>().Refuses(400);
        routes.On("LIST", "/files", context => ListAsync(context, Page.Of(context)))
            .ExcludeFromDescription(); // OpenAPI knows no such method
        routes.On("LIST", "/files/{**name}", context =>
                ListAsync(context, Page.Of(context) with { Prefix = ItemName.Of(context, Prefix) + "/" }))
            .ExcludeFromDescription();

        // Functions can only post, so POST is PUT.
        routes.On("PUT POST", "/files/{**name}", async context =>
        {
            var (entry, created) = await PutAsync(context, ItemName.Of(context, Prefix), checkConditions: true);
            context.Response.Headers.ETag = entry.Etag;
            await Reply.SendAsync(context, entry, created ? 201 : 200);
        }).Describe("Stores the body as a file, with its content type")
            .TakesBytes().Conditional().Gives<FileEntry>().Gives<FileEntry>(201).Refuses(400, 412, 413);

        routes.On("GET HEAD", "/files/{**name}", async context =>
        {
            var name = ItemName.Of(context, Prefix);
            var file = await database.RunAsync(session => FileTable.Get(session, name), context.RequestAborted)
                ?? throw NoFile(name);
            // Ranges and conditions are ASP.NET's: 206, 304, 412, 416.
            await TypedResults.Bytes(file.Bytes, file.Entry.ContentType, enableRangeProcessing: true,
                lastModified: file.Modified, entityTag: new EntityTagHeaderValue(file.Entry.Etag)).ExecuteAsync(context);
            if (context.Response.StatusCode >= 400 && !context.Response.HasStarted)
            {
                await Reply.RefuseAsync(context, context.Response.StatusCode, context.Response.StatusCode == 416
                    ? $"the range lies outside of the file's {file.Entry.Size} bytes"
                    : "the file is not the one that the request's conditions ask for");
            }
        }).Describe("A file, or a range of it").Ranged().GivesBytes().Refuses(400, 404, 412, 416);

        routes.On("DELETE", "/files/{**name}", async context =>
        {
            var name = ItemName.Of(context, Prefix);
            await database.RunAsync(session =>
            {
                var revision = FileTable.RevisionOf(session, name);
                Preconditions.Check(context.Request.Headers, revision);
                if (revision is null)
                {
                    throw NoFile(name);
                }

                FileTable.Delete(session, name);
                return true;
            }, context.RequestAborted);
            await Reply.SendAsync(context, new Deleted(name));
        }).Describe("Deletes a file").Conditional().Gives<Deleted>().Refuses(400, 404, 412);

        async Task<(FileEntry Entry, bool Created)> PutAsync(HttpContext context, string name, bool checkConditions)
        {
            var type = FileType.Check(context.Request.ContentType);
            var bytes = await RequestBody.ReadAsync(context, maxBytes);
            return await database.RunAsync(session =>
            {
                var revision = FileTable.RevisionOf(session, name);
                if (checkConditions)
                {
                    Preconditions.Check(context.Request.Headers, revision);
                }

                return (FileTable.Put(session, clock, name, type, bytes), revision is null);
            }, context.RequestAborted);
        }

        async Task ListAsync(HttpContext context, Page page) =>
            await Reply.SendAsync(context, await database.RunAsync(session => FileTable.List(session, page), context.RequestAborted));
    }

    private static StoreException NoFile(string name) => new(404, $"no file has the name {name}");
}
