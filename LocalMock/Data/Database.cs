using Microsoft.Data.Sqlite;

namespace Containerless.LocalMock.Data;

/// <summary>
/// The SQLite database behind the store: one connection, one piece of work at a time, each in a transaction of its own,
/// so everything that a request does is done wholly or not at all. With a file, what was answered is on the disk.
/// </summary>
internal sealed class Database : IDisposable
{
    private const int ApplicationId = 0x434C4D53; // "CLMS": a file of another program is not taken for a store
    private const int SchemaVersion = 1;

    private const string Schema =
        """
        CREATE TABLE store (revision INTEGER NOT NULL, starts INTEGER NOT NULL) STRICT;
        CREATE TABLE users (name TEXT PRIMARY KEY, password TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE accounts (name TEXT PRIMARY KEY, balance REAL NOT NULL, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE items (key TEXT PRIMARY KEY, value TEXT NOT NULL, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE files (
            name TEXT PRIMARY KEY, content_type TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
            revision INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
        """;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1, 1);

    private Database(SqliteConnection connection) => this.connection = connection;

    /// <summary>Whether no store was ever started on it: one whose seed data were refused has tables, and nothing in them.</summary>
    internal bool IsNew => Scalar<long>("SELECT starts FROM store") == 0;

    /// <summary>Opens a file, or a database in memory where there is none.</summary>
    /// <exception cref="SqliteException">It cannot be opened, or another process has it open.</exception>
    /// <exception cref="InvalidDataException">It is the database of something else.</exception>
    internal static Database Open(string? file)
    {
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Pooling = false,
            DefaultTimeout = 1, // of waiting for another process that has the file
        };
        var database = new Database(new SqliteConnection(source.ConnectionString));
        try
        {
            database.connection.Open();
            database.Prepare(file ?? "the database");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Does a piece of work in a transaction: all of it is kept, or, where it throws, nothing.</summary>
    internal async Task<T> RunAsync<T>(Func<Database, T> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            Execute("BEGIN IMMEDIATE");
            T result;
            try
            {
                result = work(this);
                Execute("COMMIT");
            }
            catch
            {
                // SQLite has rolled back by itself after some failures.
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                {
                    Execute("ROLLBACK");
                }

                throw;
            }

            return result;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Counts a start; returns how many there were before.</summary>
    internal Task<long> StartAsync(CancellationToken cancellation) =>
        RunAsync(static session => session.Scalar<long>("UPDATE store SET starts = starts + 1 RETURNING starts - 1"), cancellation);

    /// <summary>The number of the last change; each change takes the next, and it never repeats.</summary>
    internal long Revision => Scalar<long>("SELECT revision FROM store");

    /// <summary>The number for a change that is being made.</summary>
    internal long NextRevision() => Scalar<long>("UPDATE store SET revision = revision + 1 RETURNING revision");

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    internal int Execute(string sql, params ReadOnlySpan<object> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row, or the default where there is no row.</summary>
    internal T? Scalar<T>(string sql, params ReadOnlySpan<object> parameters) =>
        Bind(sql, parameters).ExecuteScalar() is T value ? value : default;

    /// <summary>What <paramref name="read"/> makes of each row.</summary>
    internal List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
        gate.Dispose();
    }

    private void Prepare(string file)
    {
        Execute("PRAGMA locking_mode = EXCLUSIVE"); // two stores on one file would not see each other's transactions
        var (application, version) = (Scalar<long>("PRAGMA application_id"), Scalar<long>("PRAGMA user_version"));
        var tables = Scalar<long>("SELECT count(*) FROM sqlite_schema");
        var empty = tables == 0 && application == 0 && version == 0;
        if (!empty && (application != ApplicationId || version != SchemaVersion))
        {
            throw new InvalidDataException(application == ApplicationId
                ? $"{file} was made by another version of the store (its version is {version}, this one's {SchemaVersion})"
                : $"{file} is the database of something else");
        }

        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL"); // an answer is given when its change is on the disk
        if (empty)
        {
            Execute("BEGIN IMMEDIATE");
            Execute(Schema);
            Execute($"PRAGMA application_id = {ApplicationId}");
            Execute($"PRAGMA user_version = {SchemaVersion}");
            // Not from 0: a client of an earlier store in memory must not find its ETags here.
            Execute("INSERT INTO store (revision, starts) VALUES ($0, 0)", Random.Shared.NextInt64(1, 1L << 40));
            Execute("COMMIT");
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object> parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            commands[sql] = command;
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i];
        }

        return command;
    }
}
