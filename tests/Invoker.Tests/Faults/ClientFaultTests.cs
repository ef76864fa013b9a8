using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>Clients that send too much, too little, too slowly, or nothing on ten thousand connections.</summary>
[Collection("Automatic")]
public sealed class ClientFaultTests
{
    private const int Megabytes10 = 10 << 20;

    [Fact]
    public async Task Bodies_of_every_size_and_shape_get_the_same_answer_in_every_tier()
    {
        using var f = new FaultyFunction("Automatic");
        using var g = new FaultyFunction("DisableTracing");
        byte[] text = Encoding.UTF8.GetBytes("\"text\"");
        Assert.Equal("tracing", (await f.PostAsync("/body", text, "application/json")).Tier);
        Assert.Equal("tracing", (await f.PostAsync("/x", text, "application/json")).Tier);
        await f.UntilAsync("compiled", static s => s.State == "Decontainerized");
        (string What, int Status, byte[] Body, string? Type)[] bodies =
        [
            ("nothing", 200, [], null),
            ("one byte", 200, "x"u8.ToArray(), "text/plain"),
            ("10 MB of text", 200, Filled(Megabytes10, (byte)'x'), "text/plain"),
            ("10 MB of JSON", 200, [(byte)'"', .. Filled(Megabytes10 - 2, (byte)'x'), (byte)'"'], "application/json"),
            ("10 MB and one byte", 413, Filled(Megabytes10 + 1, (byte)'x'), "text/plain"),
            ("not UTF-8", 400, [0xC3, 0x28], "text/plain"),
            ("half a character at the end", 400, [.. "abc"u8, 0xE6, 0xBC], "text/plain"),
            ("claimed JSON that is none", 400, "{\"a\":"u8.ToArray(), "application/json"),
            ("JSON 100,000 levels deep", 200, Encoding.ASCII.GetBytes(new string('[', 100_000) + new string(']', 100_000)), "application/json"),
            ("brackets that never close", 400, Filled(100_000, (byte)'['), "application/json"),
        ];
        foreach (string path in (string[])["/body", "/x"])
        {
            foreach ((string what, int status, byte[] body, string? type) in bodies)
            {
                Reply compiled = await f.PostAsync(path, body, type);
                Reply container = await g.PostAsync(path, body, type);
                Assert.True(compiled.Status == status && container.Status == status,
                    $"{what} to {path}: {compiled.Status} {Short(compiled.Body)}, {container.Status} {Short(container.Body)}");
                Assert.Equal(container.Body, compiled.Body);
            }
        }

        Assert.Equal("compiled", (await f.PostAsync("/x", text, "application/json")).Tier);
        await f.EndAsync();
        await g.EndAsync();
    }

    [Fact]
    public async Task Requests_that_break_off_and_clients_that_send_a_byte_at_a_time_keep_nobody_waiting()
    {
        using var f = new FaultyFunction("Automatic");
        await f.CompileAsync("/x", "/x");
        int port = await f.Invoker.PortAsync();
        var slow = new List<(Socket Socket, int Sent)>();
        byte[] request = Encoding.ASCII.GetBytes("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + new string(' ', 900));
        for (int i = 0; i < 300; i++)
        {
            Socket socket = await ConnectAsync(port);
            int sent = await socket.SendAsync(request.AsMemory(0, i % 80));
            if (i % 3 == 0)
            {
                socket.Dispose();
            }
            else
            {
                slow.Add((socket, sent));
            }
        }

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
            foreach ((Socket socket, int sent) in slow)
            {
                await SendAsync(socket, request.AsMemory(sent + i, 1));
            }
        }

        slow.ForEach(static s => s.Socket.Dispose());
        Assert.Equal("echo /z", (await f.PostAsync("/z")).Body);
        await f.EndAsync();
    }

    [Fact]
    public async Task Ten_thousand_idle_connections_cost_nobody_an_answer()
    {
        const int Connections = 9_500; // and what the test process has open besides: 10,000 of 20,000 in all
        using var f = new FaultyFunction("Automatic");
        await f.CompileAsync("/x", "/x");
        int port = await f.Invoker.PortAsync();
        var idle = new List<Socket>(Connections);
        try
        {
            for (int i = 0; i < Connections; i++)
            {
                idle.Add(await ConnectAsync(port));
            }

            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
            }
        }
        finally
        {
            idle.ForEach(static s => s.Dispose());
        }

        Assert.Equal("echo /z", (await f.PostAsync("/z")).Body);
        await f.EndAsync();
    }

    /// <summary>Who sends too slowly may be cut off.</summary>
    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // It has been.
        }
    }

    private static byte[] Filled(int length, byte with)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, with);
        return bytes;
    }

    private static string Short(string text) => text.Length > 200 ? text[..200] : text;

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }
}
