using System.Text.Json;
using Containerless.LocalMock.Documentation;
using Containerless.LocalMock.Http;

namespace Containerless.LocalMock.Accounts;

/// <summary>The seed's <c>/begin</c>, <c>/balance</c> and <c>/commit</c>.</summary>
internal static class AccountEndpoints
{
    // The largest integer that a JavaScript number holds exactly.
    private const double MaxTransaction = 9007199254740991;

    internal static void Map(IEndpointRouteBuilder routes, Bank bank)
    {
        routes.On("GET", "/begin", async context =>
                await Reply.SendAsync(context, new Begun(await bank.BeginAsync(context.RequestAborted))))
            .Describe("Begins a transaction").Gives<Begun>();

        routes.On("POST", "/balance", async context =>
        {
            using var body = await RequestBody.ReadObjectAsync(context);
            var name = RequestBody.Text(body.RootElement, "name");
            long? transaction = body.RootElement.TryGetProperty("transaction", out _) ? Transaction(body.RootElement) : null;
            await Reply.SendAsync(context, new Balance(await bank.BalanceAsync(name, transaction, context.RequestAborted)));
        }).Describe("The balance of an account, perhaps as read by a transaction")
            .Takes<BalanceRequest>().Gives<Balance>().Refuses(400, 404, 409, 413);

        routes.On("POST", "/commit", async context =>
        {
            using var body = await RequestBody.ReadObjectAsync(context);
            var transaction = Transaction(body.RootElement);
            if (!body.RootElement.TryGetProperty("mutation", out var mutation) || mutation.ValueKind != JsonValueKind.Object)
            {
                throw new StoreException(400, "mutation must be an object");
            }

            var (name, balance) = (RequestBody.Text(mutation, "name"), RequestBody.Number(mutation, "balance"));
            if (await bank.CommitAsync(transaction, name, balance, context.RequestAborted) is { } conflict)
            {
                context.Items[RequestLog.Reason] = conflict;
                await Reply.SendAsync(context, new NotCommitted(conflict, "Conflict!"), 409);
            }
            else
            {
                await Reply.SayAsync(context, "Done!");
            }
        }).Describe("Sets a balance and ends the transaction; refused where another commit changed the account meanwhile")
            .Takes<CommitRequest>().Gives<Said>().Gives<NotCommitted>(409).Refuses(400, 413);
    }

    private static long Transaction(JsonElement body)
    {
        var number = RequestBody.Number(body, "transaction");
        return number == Math.Floor(number) && Math.Abs(number) <= MaxTransaction
            ? (long)number
            : throw new StoreException(400, "transaction must be the number that /begin gave");
    }

    private sealed record BalanceRequest(string Name, long? Transaction = null);

    private sealed record CommitRequest(long Transaction, Mutation Mutation);

    private sealed record Mutation(string Name, double Balance);
}
