using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Containerless.Invoker.Egress;

/// <summary>What kind of network an address belongs to, as far as the egress policy cares.</summary>
public enum AddressClass
{
    /// <summary>Globally reachable.</summary>
    Public,

    /// <summary>127.0.0.0/8 and ::1.</summary>
    Loopback,

    /// <summary>RFC 1918, RFC 6598 (carrier-grade NAT), RFC 4193 (unique local) and fec0::/10.</summary>
    Private,

    /// <summary>169.254.0.0/16 and fe80::/10.</summary>
    LinkLocal,

    /// <summary>The addresses at which clouds hand credentials to their machines.</summary>
    Metadata,

    /// <summary>Unspecified, multicast, broadcast, documentation, benchmarking and tunnelling ranges: never a server.</summary>
    Reserved,
}

/// <summary>Classifies addresses by the registries of special-purpose addresses (RFC 6890 and its updates).</summary>
public static class AddressClasses
{
    private static readonly (IPNetwork Network, AddressClass Class)[] V4 =
    [
        // Single addresses first: each lies inside a wider range, or (168.63.129.16) looks public.
        (IPNetwork.Parse("169.254.169.254/32"), AddressClass.Metadata),
        (IPNetwork.Parse("169.254.170.2/32"), AddressClass.Metadata),
        (IPNetwork.Parse("169.254.170.23/32"), AddressClass.Metadata),
        (IPNetwork.Parse("100.100.100.200/32"), AddressClass.Metadata),
        (IPNetwork.Parse("168.63.129.16/32"), AddressClass.Metadata),
        (IPNetwork.Parse("192.0.0.192/32"), AddressClass.Metadata),
        (IPNetwork.Parse("127.0.0.0/8"), AddressClass.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressClass.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressClass.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressClass.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressClass.Private),
        (IPNetwork.Parse("169.254.0.0/16"), AddressClass.LinkLocal),
        // On Linux a connection to 0.0.0.0 arrives at the machine itself.
        (IPNetwork.Parse("0.0.0.0/8"), AddressClass.Reserved),
        (IPNetwork.Parse("192.0.0.0/24"), AddressClass.Reserved),
        (IPNetwork.Parse("192.0.2.0/24"), AddressClass.Reserved),
        (IPNetwork.Parse("192.88.99.0/24"), AddressClass.Reserved),
        (IPNetwork.Parse("198.18.0.0/15"), AddressClass.Reserved),
        (IPNetwork.Parse("198.51.100.0/24"), AddressClass.Reserved),
        (IPNetwork.Parse("203.0.113.0/24"), AddressClass.Reserved),
        (IPNetwork.Parse("224.0.0.0/3"), AddressClass.Reserved),
    ];

    private static readonly (IPNetwork Network, AddressClass Class)[] V6 =
    [
        (IPNetwork.Parse("fd00:ec2::254/128"), AddressClass.Metadata),
        (IPNetwork.Parse("fd00:ec2::23/128"), AddressClass.Metadata),
        (IPNetwork.Parse("::1/128"), AddressClass.Loopback),
        (IPNetwork.Parse("fc00::/7"), AddressClass.Private),
        (IPNetwork.Parse("fec0::/10"), AddressClass.Private),
        (IPNetwork.Parse("fe80::/10"), AddressClass.LinkLocal),
        (IPNetwork.Parse("2001:db8::/32"), AddressClass.Reserved),
        // Teredo and the other protocol assignments.
        (IPNetwork.Parse("2001::/23"), AddressClass.Reserved),
        (IPNetwork.Parse("3fff::/20"), AddressClass.Reserved),
        (IPNetwork.Parse("2000::/3"), AddressClass.Public),
    ];

    /// <summary>
    /// The class of <paramref name="address"/>. An IPv4 address wrapped in an IPv6 one (mapped, NAT64, 6to4) has the
    /// class of what is wrapped, and what is not known to be globally reachable is <see cref="AddressClass.Reserved"/>.
    /// </summary>
    public static AddressClass Of(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Find(V4, address, AddressClass.Public);
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return AddressClass.Reserved;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Of(address.MapToIPv4());
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (bytes[0] == 0x20 && bytes[1] == 0x02)
        {
            return Of(new IPAddress(bytes.Slice(2, 4)));
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(bytes) == 0x0064ff9b)
        {
            return bytes[4..12].ContainsAnyExcept((byte)0) ? AddressClass.Reserved : Of(new IPAddress(bytes[12..]));
        }

        return Find(V6, address, AddressClass.Reserved);
    }

    private static AddressClass Find((IPNetwork, AddressClass)[] table, IPAddress address, AddressClass otherwise)
    {
        foreach (var (network, kind) in table)
        {
            if (network.Contains(address))
            {
                return kind;
            }
        }

        return otherwise;
    }
}
