using System.Globalization;
using System.Net;

namespace Containerless.Invoker.Egress;

/// <summary>
/// One entry of <c>allowed_hosts</c>: <c>*</c> (every public host), <c>*.example.com</c> (every name below it, on public
/// addresses), a name or an address; with <c>:port</c>, only that port.
/// </summary>
internal readonly record struct HostRule
{
    /// <summary>The name in lower case without a trailing dot, or the domain of a wildcard with its leading dot.</summary>
    private string Name { get; init; }

    private IPAddress? Address { get; init; }

    /// <summary>0: any port.</summary>
    private int Port { get; init; }

    /// <summary>Names one host, rather than a set of them: only such an entry opens private addresses.</summary>
    public bool IsExplicit { get; private init; }

    /// <exception cref="FormatException">The entry is not one of the forms above; the message quotes it.</exception>
    public static HostRule Parse(string entry)
    {
        var text = entry.Trim().ToLowerInvariant();
        var (host, port) = SplitPort(text, entry);
        if (host == "*")
        {
            return new HostRule { Name = "", Port = port };
        }

        if (host.StartsWith("*.", StringComparison.Ordinal))
        {
            CheckName(host[2..], entry);
            return new HostRule { Name = host[1..], Port = port };
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return new HostRule { Name = "", Address = Canonical(address), Port = port, IsExplicit = true };
        }

        host = host.TrimEnd('.');
        CheckName(host, entry);
        return new HostRule { Name = host, Port = port, IsExplicit = true };
    }

    /// <summary>Whether the rule covers a name (lower case, no trailing dot).</summary>
    public bool CoversName(string name, int port) =>
        PortFits(port) && Address is null
        && (IsExplicit ? Name == name : Name.Length == 0 || name.EndsWith(Name, StringComparison.Ordinal));

    /// <summary>Whether the rule is <c>*</c> or names this very address.</summary>
    public bool CoversAddress(IPAddress address, int port) =>
        PortFits(port) && (Address is { } own ? own.Equals(address) : !IsExplicit && Name.Length == 0);

    /// <summary>An IPv4-mapped IPv6 address is the IPv4 address.</summary>
    internal static IPAddress Canonical(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private bool PortFits(int port) => Port == 0 || Port == port;

    private static (string Host, int Port) SplitPort(string text, string entry)
    {
        var colon = text.LastIndexOf(':');
        var bracket = text.LastIndexOf(']');
        // A bare IPv6 address has colons of its own; with a port it wears brackets.
        var hasPort = colon > bracket && (bracket >= 0 || text.IndexOf(':') == colon);
        var host = hasPort ? text[..colon] : text;
        if (bracket >= 0)
        {
            host = host.Length > 2 && host[0] == '[' && host[^1] == ']' ? host[1..^1] : throw Bad(entry);
        }

        if (!hasPort)
        {
            return (host, 0);
        }

        return ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? (host, port)
            : throw Bad(entry);
    }

    private static void CheckName(string name, string entry)
    {
        // Uri refuses what cannot be a host name; what it accepts but changes (0x7f.1 is 127.0.0.1) is refused too.
        if (!Uri.TryCreate($"http://{name}/", UriKind.Absolute, out var uri) || uri.IdnHost != name || uri.IsDefaultPort is false)
        {
            throw Bad(entry);
        }
    }

    private static FormatException Bad(string entry) => new(
        $"'{entry}' is not a host name, an address, '*' or '*.domain', each with an optional ':port'.");
}
