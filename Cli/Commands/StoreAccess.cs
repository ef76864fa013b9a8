namespace Containerless.Cli.Commands;

/// <summary>
/// The store that functions talk to while they are developed: <c>STORE_URL</c> of the command's own environment, by
/// default the mock store's address. Its host may be called, and every public one.
/// </summary>
internal sealed record StoreAccess(
    string Host, bool IsDefault, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> AllowedHosts)
{
    private const string Variable = "STORE_URL";
    private const string DefaultUrl = "http://localhost:7999";

    /// <summary>Reads the command's environment.</summary>
    /// <exception cref="CommandFailure"><c>STORE_URL</c> is no http or https URL.</exception>
    internal static StoreAccess FromEnvironment()
    {
        var given = System.Environment.GetEnvironmentVariable(Variable);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(given))
        {
            environment[Variable] = given;
        }

        var url = string.IsNullOrEmpty(given) ? DefaultUrl : given;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new CommandFailure($"{Variable} is {url}: expected an http or https URL");
        }

        var host = uri.Authority[(uri.UserInfo.Length == 0 ? 0 : uri.UserInfo.Length + 1)..];
        if (uri.IsDefaultPort)
        {
            host = $"{host}:{uri.Port}";
        }

        return new StoreAccess(host, string.IsNullOrEmpty(given), environment, ["*", host]);
    }
}
