using System.Net;

namespace Containerless.Invoker.Egress;

/// <summary>
/// Where a function's outbound calls may go. Without a list: every public address. With a list: only what it names
/// (<c>*</c> stands for every public host). Addresses that are not public are reached only when named:
/// a private one by its host's name or by itself, a loopback one as <c>localhost</c> or by itself, a link-local or
/// metadata one by itself alone, since a listed name's owner decides in DNS where that name points.
/// </summary>
public sealed class EgressPolicy
{
    private readonly HostRule[]? rules;

    private EgressPolicy(HostRule[]? rules) => this.rules = rules;

    /// <summary>Reads the configuration's <c>allowed_hosts</c>; null stands for an absent option.</summary>
    /// <exception cref="FormatException">An entry has none of the known forms; the message quotes it.</exception>
    public static EgressPolicy Parse(IReadOnlyList<string>? allowedHosts) =>
        new(allowedHosts?.Select(HostRule.Parse).ToArray());

    /// <summary>
    /// Decides on a URL's host before its name is resolved: null when it may be tried, otherwise the reason. A host that
    /// is an address is decided here for good.
    /// </summary>
    public string? RefuseHost(string host, int port)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            address = HostRule.Canonical(address);
            return rules is not null && !rules.Any(r => r.CoversAddress(address, port))
                ? EgressErrors.HostNotAllowed
                : RefuseAddress(host, address, port);
        }

        var name = Normal(host);
        return rules is not null && !rules.Any(r => r.CoversName(name, port)) ? EgressErrors.HostNotAllowed : null;
    }

    /// <summary>
    /// Decides on an address that an allowed host resolved to: null when a connection may be opened to it, otherwise the
    /// reason.
    /// </summary>
    public string? RefuseAddress(string host, IPAddress address, int port)
    {
        address = HostRule.Canonical(address);
        var kind = AddressClasses.Of(address);
        if (kind == AddressClass.Public)
        {
            return null;
        }

        var name = Normal(host);
        var byAddress = rules is not null && rules.Any(r => r.IsExplicit && r.CoversAddress(address, port));
        var byName = rules is not null && rules.Any(r => r.IsExplicit && r.CoversName(name, port));
        return kind switch
        {
            AddressClass.Private when !byAddress && !byName => EgressErrors.PrivateAddress,
            AddressClass.Loopback when !byAddress && !(byName && IsLocalhost(name)) => EgressErrors.LoopbackAddress,
            AddressClass.LinkLocal when !byAddress => EgressErrors.LinkLocalAddress,
            AddressClass.Metadata when !byAddress => EgressErrors.MetadataAddress,
            AddressClass.Reserved => EgressErrors.ReservedAddress,
            _ => null,
        };
    }

    /// <summary>RFC 6761: <c>localhost</c> and the names below it always mean this machine.</summary>
    private static bool IsLocalhost(string name) =>
        name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal);

    private static string Normal(string host) => host.ToLowerInvariant().TrimEnd('.');
}
