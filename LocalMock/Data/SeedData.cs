using System.Text;
using System.Text.Json;
using Containerless.LocalMock.Files;
using Containerless.LocalMock.Http;
using Containerless.LocalMock.Values;

namespace Containerless.LocalMock.Data;

/// <summary>What a new store holds: one JSON object with the sections users, accounts, values and files.</summary>
internal static class SeedData
{
    /// <summary>
    /// Fills a new database with a file, or with the data of the seed system. Of the latter, users and accounts stay
    /// where the file has no such section.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not what it must be; nothing was written.</exception>
    internal static async Task FillAsync(Database database, TimeProvider clock, string? file, CancellationToken cancellation)
    {
        using var builtIn = Read("the store's own data", BuiltIn());
        using var given = file is null ? null : Read(file, await File.ReadAllBytesAsync(file, cancellation));
        await database.RunAsync(session =>
        {
            foreach (var section in builtIn.RootElement.EnumerateObject())
            {
                if (given?.RootElement.TryGetProperty(section.Name, out _) is not true)
                {
                    Fill(session, clock, section);
                }
            }

            foreach (var section in given?.RootElement.EnumerateObject().ToArray() ?? [])
            {
                try
                {
                    Fill(session, clock, section);
                }
                catch (Exception fault) when (fault is StoreException or InvalidOperationException)
                {
                    // InvalidOperationException: a name with a lone surrogate.
                    throw new InvalidDataException($"{file}: {section.Name}: {fault.Message}", fault);
                }
            }

            return true;
        }, cancellation);
    }

    private static void Fill(Database database, TimeProvider clock, JsonProperty section)
    {
        switch (section.Name)
        {
            case "users":
                foreach (var user in Array(section.Value))
                {
                    database.Execute("INSERT OR REPLACE INTO users (name, password) VALUES ($0, $1)",
                        RequestBody.Text(user, "username"), RequestBody.Text(user, "password"));
                }

                break;
            case "accounts":
                foreach (var account in Object(section.Value))
                {
                    database.Execute("INSERT OR REPLACE INTO accounts (name, balance, revision) VALUES ($0, $1, $2)",
                        account.Name, RequestBody.Number(section.Value, account.Name), database.NextRevision());
                }

                break;
            case "values":
                foreach (var value in Object(section.Value))
                {
                    ValueTable.Put(database, ItemName.Check(value.Name), value.Value.GetRawText());
                }

                break;
            case "files":
                foreach (var entry in Object(section.Value))
                {
                    PutFile(database, clock, ItemName.Check(entry.Name), entry.Value);
                }

                break;
            default:
                throw new StoreException(400, "there is no such section: users, accounts, values and files are");
        }
    }

    private static void PutFile(Database database, TimeProvider clock, string name, JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            throw new StoreException(400, $"{name} must be an object");
        }

        byte[] bytes;
        if (file.TryGetProperty("base64", out var encoded))
        {
            bytes = encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out var decoded)
                ? decoded
                : throw new StoreException(400, $"{name}: base64 must be a string in base 64");
        }
        else
        {
            bytes = Encoding.UTF8.GetBytes(RequestBody.Text(file, "text"));
        }

        var type = file.TryGetProperty("content_type", out _) ? RequestBody.Text(file, "content_type") : null;
        FileTable.Put(database, clock, name, FileType.Check(type), bytes);
    }

    private static IEnumerable<JsonElement> Array(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object)
            ? value.EnumerateArray()
            : throw new StoreException(400, "must be an array of objects");

    private static IEnumerable<JsonProperty> Object(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new StoreException(400, "must be an object");

    private static byte[] BuiltIn()
    {
        using var stream = typeof(SeedData).Assembly.GetManifestResourceStream("seed-data.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static JsonDocument Read(string file, byte[] bytes)
    {
        try
        {
            var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new InvalidDataException($"{file}: it must be one JSON object");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message}", fault);
        }
    }
}
