using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Containerless.LocalMock.Tests.Files;

public sealed class FileTests : IAsyncLifetime
{
    private RunningStore store = null!;

    public async ValueTask InitializeAsync() => store = await RunningStore.StartAsync(new StoreOptions { MaxFileBytes = 1000 });

    public async ValueTask DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task A_file_comes_back_with_its_type_and_its_etag(string method)
    {
        byte[] bytes = [0, 1, 255, 128, 10];
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("image/png");
        var (status, entry) = await RunningStore.ReadAsync(await store.SendAsync(method, "/files/photos/a%20cat.png", content));
        Assert.Equal((201, "photos/a cat.png", 5, "image/png"), (status, entry.GetProperty("name").GetString(),
            entry.GetProperty("size").GetInt32(), entry.GetProperty("content_type").GetString()));

        var reply = await store.Client.GetAsync("/files/photos/a%20cat.png");
        Assert.Equal(bytes, await reply.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal(entry.GetProperty("etag").GetString(), reply.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Storing_again_replaces_with_200_and_another_etag()
    {
        var first = await PutAsync("a", "1");
        var second = await PutAsync("a", "22");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal("22", await store.Client.GetStringAsync("/files/a"));
    }

    [Fact]
    public async Task The_same_bytes_stored_anew_after_a_deletion_have_another_etag()
    {
        var first = await PutAsync("a", "1");
        Assert.Equal(HttpStatusCode.OK, (await store.SendAsync("DELETE", "/files/a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await store.SendAsync("GET", "/files/a")).StatusCode);
        Assert.NotEqual(first.Headers.ETag, (await PutAsync("a", "1")).Headers.ETag);
    }

    [Theory]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=5-500", "56789", "bytes 5-9/10")]
    public async Task A_range_is_206(string range, string expected, string contentRange)
    {
        await PutAsync("digits", "0123456789");
        var reply = await store.SendAsync("GET", "/files/digits", null, ("Range", range));
        Assert.Equal(HttpStatusCode.PartialContent, reply.StatusCode);
        Assert.Equal(expected, await reply.Content.ReadAsStringAsync());
        Assert.Equal(contentRange, reply.Content.Headers.ContentRange!.ToString());
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task A_range_outside_is_416_with_the_size(string range)
    {
        await PutAsync("digits", "0123456789");
        var reply = await store.SendAsync("GET", "/files/digits", null, ("Range", range));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, reply.StatusCode);
        Assert.Equal("bytes */10", reply.Content.Headers.ContentRange!.ToString());
        Assert.Contains("10 bytes", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_range_gives_the_range_of_the_same_file_and_all_of_another()
    {
        var etag = (await PutAsync("digits", "0123456789")).Headers.ETag!.ToString();
        var same = await store.SendAsync("GET", "/files/digits", null, ("Range", "bytes=0-1"), ("If-Range", etag));
        Assert.Equal("01", await same.Content.ReadAsStringAsync());
        await PutAsync("digits", "abcdefghij");
        var other = await store.SendAsync("GET", "/files/digits", null, ("Range", "bytes=0-1"), ("If-Range", etag));
        Assert.Equal((HttpStatusCode.OK, "abcdefghij"), (other.StatusCode, await other.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task If_none_match_is_304_for_who_has_the_file()
    {
        var etag = (await PutAsync("a", "1")).Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await store.SendAsync("GET", "/files/a", null, ("If-None-Match", etag))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await store.SendAsync("GET", "/files/a", null, ("If-None-Match", "\"x\""))).StatusCode);
    }

    [Fact]
    public async Task Storing_and_deleting_heed_conditions()
    {
        var old = (await PutAsync("a", "1")).Headers.ETag!.ToString();
        Assert.Equal(412, await StatusAsync("PUT", "a", ("If-None-Match", "*")));
        Assert.Equal(412, await StatusAsync("PUT", "new", ("If-Match", "*")));
        Assert.Equal(200, await StatusAsync("PUT", "a", ("If-Match", $"\"other\", {old}")));
        Assert.Equal(412, await StatusAsync("DELETE", "a", ("If-Match", old)));
        Assert.Equal(201, await StatusAsync("PUT", "new", ("If-None-Match", "*")));
        Assert.Equal(200, await StatusAsync("DELETE", "a"));
        Assert.Equal(404, await StatusAsync("DELETE", "a"));
    }

    [Theory]
    [InlineData("GET", "/files?prefix=b/")]
    [InlineData("LIST", "/files?prefix=b/")]
    [InlineData("LIST", "/files/b")]
    public async Task Lists_have_a_bucket_in_the_order_of_names(string method, string path)
    {
        foreach (var name in (string[])["b/2", "b/10", "a", "b", "bb/1"])
        {
            await PutAsync(name, name);
        }

        var (status, body) = await RunningStore.ReadAsync(await store.SendAsync(method, path));
        Assert.Equal(200, status);
        Assert.Equal(["b/10", "b/2"], body.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        for (var i = 0; i < 7; i++)
        {
            await PutAsync($"n{i}", "x");
        }

        var names = new List<string?>();
        string? after = "";
        for (var pages = 0; after is not null; pages++)
        {
            Assert.True(pages < 3);
            var (_, body) = await RunningStore.ReadAsync(await store.SendAsync("GET", $"/files?limit=3&after={after}"));
            names.AddRange(body.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()));
            after = body.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(["n0", "n1", "n2", "n3", "n4", "n5", "n6"], names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_the_limit_is_413_and_not_stored(bool chunked)
    {
        HttpContent Content(int size) => chunked
            ? new StreamContent(new Unseekable(new byte[size]))
            : new ByteArrayContent(new byte[size]);
        Assert.Equal(HttpStatusCode.Created, (await store.SendAsync("PUT", "/files/fits", Content(1000))).StatusCode);
        var (status, body) = await RunningStore.ReadAsync(await store.SendAsync("PUT", "/files/large", Content(1001)));
        Assert.Equal(413, status);
        Assert.Contains("1000 bytes", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync("GET", "large"));
        Assert.Equal(413, (int)(await store.SendAsync("POST", "/upload", Content(1001))).StatusCode);
    }

    /// <summary>As a client writes it that does not tidy paths up.</summary>
    [Theory]
    [InlineData("/files/../secret")]
    [InlineData("/files/%2e%2e/secret")]
    [InlineData("/files/a/../../secret")]
    [InlineData("/files/a%2f..%2fsecret")]
    [InlineData("/files/..%2f..%2fetc%2fpasswd")]
    [InlineData("/files/a%5C..%5Csecret")]
    [InlineData("/files//etc/passwd")]
    [InlineData("/files/%")]
    [InlineData("/files/a%zz")]
    [InlineData("/files/%ff%fe")]
    [InlineData("/files/a%0d%0aX:y")]
    public async Task No_name_leads_out(string target)
    {
        var before = Directory.GetFileSystemEntries(Directory.GetCurrentDirectory(), "*").Order();
        foreach (var method in (string[])["PUT", "GET", "DELETE"])
        {
            var answer = await RawAsync($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
            Assert.Matches("^HTTP/1.1 40[04] ", answer);
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(Directory.GetCurrentDirectory(), "*").Order());
        Assert.Equal("""{"files":[]}""", await store.Client.GetStringAsync("/files"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("text/plain; charset=\u0001")]
    [InlineData("a/b, c/d")]
    public async Task A_content_type_that_is_none_is_400(string type)
    {
        var content = new ByteArrayContent([1]);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(HttpStatusCode.BadRequest, (await store.SendAsync("PUT", "/files/a", content)).StatusCode);
    }

    private async Task<HttpResponseMessage> PutAsync(string name, string text) =>
        await store.SendAsync("PUT", $"/files/{name}", new StringContent(text));

    private async Task<int> StatusAsync(string method, string name, params (string, string)[] headers) =>
        (int)(await store.SendAsync(method, $"/files/{name}", method == "PUT" ? new StringContent("x") : null, headers)).StatusCode;

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient("127.0.0.1", store.Client.BaseAddress!.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
