using Containerless.LocalMock.Data;
using Containerless.LocalMock.Http;

namespace Containerless.LocalMock.Accounts;

/// <summary>
/// Accounts and the transactions on them, which are optimistic: a transaction locks nothing, and its commit is refused
/// where another commit changed the account after the transaction began, for then its balance may come from what was read
/// before. Open transactions are kept in memory: after a restart their commits are refused.
/// </summary>
internal sealed class Bank(Database database, long firstTransaction)
{
    // A function that only reads a balance never commits, so open transactions would pile up without a bound.
    private const int MaxOpen = 10_000;

    // All below are used within the database's gate only.
    private readonly Dictionary<long, Open> open = [];
    private readonly Queue<long> oldestFirst = new();
    private long nextTransaction = firstTransaction;

    /// <summary>Opens a transaction. Of more than 10,000 open ones the oldest is forgotten.</summary>
    internal Task<long> BeginAsync(CancellationToken cancellation) => database.RunAsync(session =>
    {
        var transaction = nextTransaction++;
        open.Add(transaction, new Open(session.Revision, []));
        oldestFirst.Enqueue(transaction);
        while (oldestFirst.Count > MaxOpen)
        {
            open.Remove(oldestFirst.Dequeue());
        }

        return transaction;
    }, cancellation);

    /// <summary>The balance of an account.</summary>
    /// <param name="name">The account.</param>
    /// <param name="transaction">A transaction that is to fail where this balance has changed by its commit.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreException">404: there is no such account; 409: the transaction is not open.</exception>
    internal Task<double> BalanceAsync(string name, long? transaction, CancellationToken cancellation) => database.RunAsync(session =>
    {
        if (transaction is { } number)
        {
            var reader = open.GetValueOrDefault(number) ?? throw NotOpen(number);
            reader.Read.Add(name);
        }

        return session.Scalar<double?>("SELECT balance FROM accounts WHERE name = $0", name)
            ?? throw new StoreException(404, $"no account has the name {name}");
    }, cancellation);

    /// <summary>Sets a balance, or says why it conflicts; either way the transaction is over.</summary>
    /// <returns>Null where it is done, otherwise what the conflict is.</returns>
    /// <exception cref="StoreException">409: there is no such account, or the transaction is not open.</exception>
    internal Task<string?> CommitAsync(long transaction, string name, double balance, CancellationToken cancellation) =>
        database.RunAsync(session =>
        {
            if (RevisionOf(session, name) is null)
            {
                throw new StoreException(409, $"no account has the name {name}");
            }

            if (!open.Remove(transaction, out var begun))
            {
                throw NotOpen(transaction);
            }

            foreach (var account in begun.Read.Append(name))
            {
                if (RevisionOf(session, account) > begun.Revision)
                {
                    return $"{account} was changed by another commit since transaction {transaction} began";
                }
            }

            session.Execute("UPDATE accounts SET balance = $0, revision = $1 WHERE name = $2", balance, session.NextRevision(), name);
            return null;
        }, cancellation);

    private static long? RevisionOf(Database session, string account) =>
        session.Scalar<long?>("SELECT revision FROM accounts WHERE name = $0", account);

    private static StoreException NotOpen(long transaction) => new(409, $"transaction {transaction} is not open");

    /// <param name="Revision">The last change there was when it began.</param>
    /// <param name="Read">The accounts whose balances it was told.</param>
    private sealed record Open(long Revision, HashSet<string> Read);
}
