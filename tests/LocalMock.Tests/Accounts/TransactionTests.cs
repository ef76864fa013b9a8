using System.Text.Json;

namespace Containerless.LocalMock.Tests.Accounts;

public sealed class TransactionTests : IAsyncLifetime
{
    private RunningStore store = null!;

    public async ValueTask InitializeAsync() => store = await RunningStore.StartAsync();

    public async ValueTask DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_commit_changes_a_balance_once()
    {
        var transaction = await store.BeginAsync();
        var reply = await store.Client.PostAsync("/commit", new StringContent(RunningStore.Commit(transaction, "tea", 12345.25)));
        Assert.Equal("""{"body":"Done!"}""", await reply.Content.ReadAsStringAsync());
        Assert.Equal(12345.25, await store.BalanceAsync("tea"));
        Assert.Equal(666, await store.BalanceAsync("milk"));

        var (status, body) = await store.CommitAsync(transaction, "tea", 1);
        Assert.Equal(409, status);
        Assert.Contains("not open", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(12345.25, await store.BalanceAsync("tea"));
    }

    [Fact]
    public async Task A_commit_conflicts_when_another_changed_the_account_since_it_began()
    {
        var (slow, quick) = (await store.BeginAsync(), await store.BeginAsync());
        Assert.Equal(200, (await store.CommitAsync(quick, "coffee", 120)).Status);
        var (status, body) = await store.CommitAsync(slow, "coffee", 90);
        Assert.Equal((409, "Conflict!"), (status, body.GetProperty("body").GetString()));
        Assert.Contains("coffee was changed", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(120, await store.BalanceAsync("coffee"));
        // It is over: the function begins anew.
        Assert.Contains("not open", (await store.CommitAsync(slow, "coffee", 90)).Body.GetProperty("error").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_to_other_accounts_do_not_conflict()
    {
        var (one, other) = (await store.BeginAsync(), await store.BeginAsync());
        Assert.Equal(200, (await store.CommitAsync(one, "coffee", 1)).Status);
        Assert.Equal(200, (await store.CommitAsync(other, "tea", 2)).Status);
    }

    [Fact]
    public async Task What_a_transaction_has_read_must_not_have_changed_either()
    {
        var reader = await store.BeginAsync();
        var (status, read) = await store.PostAsync("/balance", JsonSerializer.Serialize(new { name = "milk", transaction = reader }));
        Assert.Equal((200, 666), (status, read.GetProperty("balance").GetDouble()));
        Assert.Equal(200, (await store.CommitAsync(await store.BeginAsync(), "milk", 0)).Status);
        Assert.Equal("Conflict!", (await store.CommitAsync(reader, "coffee", 766)).Body.GetProperty("body").GetString());
        Assert.Equal(100, await store.BalanceAsync("coffee"));
    }

    [Fact]
    public async Task A_balance_read_by_a_transaction_that_is_not_open_is_409()
    {
        var (status, body) = await store.PostAsync("/balance", """{"name":"tea","transaction":-1}""");
        Assert.Equal(409, status);
        Assert.Contains("not open", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_transactions_on_one_account_at_the_same_time_one_commits()
    {
        var transactions = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(store.BeginAsync)));
        Assert.Equal(200, transactions.Distinct().Count());
        var answers = await Task.WhenAll(transactions.Select((transaction, i) =>
            Task.Run(async () => (await store.CommitAsync(transaction, "coffee", 1000 + i)).Status)));
        Assert.Equal(199, answers.Count(status => status == 409));
        Assert.Equal(1000 + Array.IndexOf(answers, 200), await store.BalanceAsync("coffee"));
    }

    /// <summary>What the banking function does, from many clients at once: no effect is lost, and none is done twice.</summary>
    [Fact]
    public async Task Balances_are_the_start_and_what_was_done()
    {
        const int Clients = 16, Rounds = 40;
        var done = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            double sum = 0;
            for (var i = 0; i < Rounds; i++)
            {
                var amount = (client + i) % 3 == 0 ? -1 : 2;
                var transaction = await store.BeginAsync();
                var (status, body) = await store.CommitAsync(transaction, "tea", await store.BalanceAsync("tea") + amount);
                Assert.Equal(status == 200 ? "Done!" : "Conflict!", body.GetProperty("body").GetString());
                sum += status == 200 ? amount : 0;
            }

            return sum;
        })));
        Assert.NotEqual(0, done.Sum());
        Assert.Equal(12345 + done.Sum(), await store.BalanceAsync("tea"));
    }
}
