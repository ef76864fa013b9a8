namespace Containerless.LocalMock;

/// <summary>The accounts and the transactions open on them. Safe to use from several threads.</summary>
internal sealed class Bank(int firstTransaction)
{
    // A function that only reads a balance never commits, so open transactions would pile up without a bound.
    private const int MaxOpen = 10_000;

    private readonly Lock gate = new();
    private readonly HashSet<int> open = [];
    private readonly Queue<int> oldestFirst = new();
    private int nextTransaction = firstTransaction;

    private readonly Dictionary<string, double> accounts = new(StringComparer.Ordinal)
    {
        ["coffee"] = 100.00,
        ["tea"] = 12345.00,
        ["milk"] = 666.00,
    };

    /// <summary>Opens a transaction. Of more than 10,000 open ones the oldest is forgotten.</summary>
    internal int Begin()
    {
        lock (gate)
        {
            var transaction = nextTransaction;
            nextTransaction = nextTransaction == int.MaxValue ? 1 : nextTransaction + 1;
            open.Add(transaction);
            oldestFirst.Enqueue(transaction);
            while (oldestFirst.Count > MaxOpen)
            {
                open.Remove(oldestFirst.Dequeue());
            }

            return transaction;
        }
    }

    /// <summary>The balance of an account, or null where there is no such account.</summary>
    internal double? Balance(string name)
    {
        lock (gate)
        {
            return accounts.TryGetValue(name, out var balance) ? balance : null;
        }
    }

    /// <summary>Sets a balance and closes the transaction; returns what is wrong, or null.</summary>
    internal string? Commit(int transaction, string name, double balance)
    {
        lock (gate)
        {
            if (!accounts.ContainsKey(name))
            {
                return $"no account has the name {name}";
            }

            if (!open.Remove(transaction))
            {
                return $"transaction {transaction} is not open";
            }

            accounts[name] = balance;
            return null;
        }
    }
}
