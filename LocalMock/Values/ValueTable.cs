using Containerless.LocalMock.Data;
using Containerless.LocalMock.Http;

namespace Containerless.LocalMock.Values;

/// <summary>Keys and their values, which are JSON. To be used within <see cref="Database.RunAsync"/>.</summary>
internal static class ValueTable
{
    /// <summary>Sets a value and returns its revision.</summary>
    internal static long Put(Database database, string key, string json)
    {
        var revision = database.NextRevision();
        database.Execute("INSERT OR REPLACE INTO items (key, value, revision) VALUES ($0, $1, $2)", key, json, revision);
        return revision;
    }

    /// <summary>The revision of a key, or null where it has no value.</summary>
    internal static long? RevisionOf(Database database, string key) =>
        database.Scalar<long?>("SELECT revision FROM items WHERE key = $0", key);

    /// <summary>A value with its revision, or null where there is none.</summary>
    internal static (StoredValue Value, long Revision)? Get(Database database, string key) =>
        database.Query<(StoredValue, long)?>("SELECT value, revision FROM items WHERE key = $0", row =>
            (new StoredValue(key, new RawJson(row.GetString(0)), Preconditions.EtagOf(row.GetInt64(1))), row.GetInt64(1)),
            key).FirstOrDefault();

    /// <summary>Removes a key.</summary>
    internal static void Delete(Database database, string key)
    {
        // The deletion is a change as well: what is stored under the key later has an ETag of its own.
        database.NextRevision();
        database.Execute("DELETE FROM items WHERE key = $0", key);
    }

    /// <summary>A page of the keys, in the order of their UTF-8.</summary>
    internal static ValueList List(Database database, Page page)
    {
        var rows = database.Query(
            "SELECT key, revision FROM items WHERE key > $0 AND substr(key, 1, length($1)) = $1 ORDER BY key LIMIT $2",
            static row => new ValueEntry(row.GetString(0), Preconditions.EtagOf(row.GetInt64(1))),
            page.After, page.Prefix, page.Limit + 1);
        return rows.Count > page.Limit
            ? new ValueList(rows[..page.Limit], rows[page.Limit - 1].Key)
            : new ValueList(rows, null);
    }
}
