using System.Globalization;
using Containerless.LocalMock.Data;
using Containerless.LocalMock.Http;
using Microsoft.Data.Sqlite;

namespace Containerless.LocalMock.Files;

/// <summary>A file with its bytes.</summary>
internal sealed record StoredFile(FileEntry Entry, DateTimeOffset Modified, byte[] Bytes);

/// <summary>Files in the database. To be used within <see cref="Database.RunAsync"/>.</summary>
internal static class FileTable
{
    private const string Columns = "name, size, content_type, revision, modified";

    /// <summary>Stores a file in place of whatever has its name.</summary>
    internal static FileEntry Put(Database database, TimeProvider clock, string name, string type, byte[] bytes)
    {
        var (revision, now) = (database.NextRevision(), clock.GetUtcNow().ToUnixTimeMilliseconds());
        database.Execute(
            "INSERT OR REPLACE INTO files (name, content_type, size, modified, revision, bytes) VALUES ($0, $1, $2, $3, $4, $5)",
            name, type, (long)bytes.Length, now, revision, bytes);
        return Entry(name, bytes.Length, type, revision, now);
    }

    /// <summary>The revision of a file, or null where there is none.</summary>
    internal static long? RevisionOf(Database database, string name) =>
        database.Scalar<long?>("SELECT revision FROM files WHERE name = $0", name);

    /// <summary>A file, or null where there is none.</summary>
    internal static StoredFile? Get(Database database, string name) =>
        database.Query($"SELECT {Columns}, bytes FROM files WHERE name = $0", static row => new StoredFile(
            Entry(row), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetFieldValue<byte[]>(5)), name).FirstOrDefault();

    /// <summary>Removes a file.</summary>
    internal static void Delete(Database database, string name)
    {
        // The deletion is a change as well: what is stored under the name later has an ETag of its own.
        database.NextRevision();
        database.Execute("DELETE FROM files WHERE name = $0", name);
    }

    /// <summary>A page of the files, in the order of their names' UTF-8.</summary>
    internal static FileList List(Database database, Page page)
    {
        var rows = database.Query(
            $"SELECT {Columns} FROM files WHERE name > $0 AND substr(name, 1, length($1)) = $1 ORDER BY name LIMIT $2",
            Entry, page.After, page.Prefix, page.Limit + 1);
        return rows.Count > page.Limit
            ? new FileList(rows[..page.Limit], rows[page.Limit - 1].Name)
            : new FileList(rows, null);
    }

    private static FileEntry Entry(SqliteDataReader row) =>
        Entry(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4));

    private static FileEntry Entry(string name, long size, string type, long revision, long modified) => new(
        name, size, type, Preconditions.EtagOf(revision),
        DateTimeOffset.FromUnixTimeMilliseconds(modified).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
}
