using System.Net;
using Containerless.Invoker.Egress;

namespace Containerless.Invoker.Tests.Egress;

public sealed class EgressPolicyTests
{
    [Theory]
    [InlineData("1.1.1.1", AddressClass.Public)]
    [InlineData("172.15.255.255", AddressClass.Public)]
    [InlineData("172.32.0.1", AddressClass.Public)]
    [InlineData("2606:4700::1111", AddressClass.Public)]
    [InlineData("127.0.0.1", AddressClass.Loopback)]
    [InlineData("127.8.9.10", AddressClass.Loopback)]
    [InlineData("::1", AddressClass.Loopback)]
    [InlineData("::ffff:127.0.0.1", AddressClass.Loopback)]
    [InlineData("64:ff9b::7f00:1", AddressClass.Loopback)]
    [InlineData("2002:7f00:1::", AddressClass.Loopback)]
    [InlineData("10.0.0.1", AddressClass.Private)]
    [InlineData("172.16.0.1", AddressClass.Private)]
    [InlineData("172.31.255.255", AddressClass.Private)]
    [InlineData("192.168.1.1", AddressClass.Private)]
    [InlineData("100.64.0.1", AddressClass.Private)]
    [InlineData("::ffff:10.0.0.1", AddressClass.Private)]
    [InlineData("fd12::1", AddressClass.Private)]
    [InlineData("169.254.1.1", AddressClass.LinkLocal)]
    [InlineData("fe80::1", AddressClass.LinkLocal)]
    [InlineData("169.254.169.254", AddressClass.Metadata)]
    [InlineData("::ffff:169.254.169.254", AddressClass.Metadata)]
    [InlineData("100.100.100.200", AddressClass.Metadata)]
    [InlineData("168.63.129.16", AddressClass.Metadata)]
    [InlineData("fd00:ec2::254", AddressClass.Metadata)]
    [InlineData("0.0.0.0", AddressClass.Reserved)]
    [InlineData("::", AddressClass.Reserved)]
    [InlineData("255.255.255.255", AddressClass.Reserved)]
    [InlineData("224.0.0.1", AddressClass.Reserved)]
    [InlineData("240.0.0.1", AddressClass.Reserved)]
    [InlineData("192.0.2.1", AddressClass.Reserved)]
    [InlineData("2001:db8::1", AddressClass.Reserved)]
    [InlineData("ff02::1", AddressClass.Reserved)]
    [InlineData("2001::1", AddressClass.Reserved)]
    [InlineData("::127.0.0.1", AddressClass.Reserved)]
    [InlineData("64:ff9b:1::7f00:1", AddressClass.Reserved)]
    public void Addresses_are_classified(string address, AddressClass expected) =>
        Assert.Equal(expected, AddressClasses.Of(IPAddress.Parse(address)));

    /// <summary>allowed_hosts (- for absent, space separated), host, port, the address it resolves to, the reason or null.</summary>
    [Theory]
    // Absent: every public address, and nothing else.
    [InlineData("-", "example.com", 443, "1.2.3.4", null)]
    [InlineData("-", "1.2.3.4", 443, "1.2.3.4", null)]
    [InlineData("-", "localhost", 80, "127.0.0.1", EgressErrors.LoopbackAddress)]
    [InlineData("-", "127.0.0.1", 80, "127.0.0.1", EgressErrors.LoopbackAddress)]
    [InlineData("-", "[::1]", 80, "::1", EgressErrors.LoopbackAddress)]
    [InlineData("-", "rebind.example.com", 80, "127.0.0.1", EgressErrors.LoopbackAddress)]
    [InlineData("-", "rebind.example.com", 80, "::ffff:10.1.2.3", EgressErrors.PrivateAddress)]
    [InlineData("-", "metadata.internal", 80, "169.254.169.254", EgressErrors.MetadataAddress)]
    [InlineData("-", "host.example.com", 80, "169.254.3.4", EgressErrors.LinkLocalAddress)]
    [InlineData("-", "zero.example.com", 80, "0.0.0.0", EgressErrors.ReservedAddress)]
    // A list closes everything else.
    [InlineData("example.com", "example.com", 80, "1.2.3.4", null)]
    [InlineData("example.com", "EXAMPLE.com.", 80, "1.2.3.4", null)]
    [InlineData("Example.COM.", "example.com", 80, "1.2.3.4", null)]
    [InlineData("example.com", "sub.example.com", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    [InlineData("example.com", "example.com.evil.org", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    [InlineData("example.com", "1.2.3.4", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    [InlineData("example.com:443", "example.com", 443, "1.2.3.4", null)]
    [InlineData("example.com:443", "example.com", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    // Wildcards: names below the domain, on public addresses only.
    [InlineData("*.example.com", "a.b.example.com", 80, "1.2.3.4", null)]
    [InlineData("*.example.com", "example.com", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    [InlineData("*.example.com", "badexample.com", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    [InlineData("*.example.com", "a.example.com", 80, "10.0.0.1", EgressErrors.PrivateAddress)]
    [InlineData("*", "anything.org", 80, "1.2.3.4", null)]
    [InlineData("*", "1.2.3.4", 80, "1.2.3.4", null)]
    [InlineData("*", "anything.org", 80, "127.0.0.1", EgressErrors.LoopbackAddress)]
    [InlineData("*:443", "anything.org", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    [InlineData("*", "169.254.169.254", 80, "169.254.169.254", EgressErrors.MetadataAddress)]
    // Addresses that are not public, by name and by themselves.
    [InlineData("localhost:7999", "localhost", 7999, "127.0.0.1", null)]
    [InlineData("localhost:7999", "localhost", 7999, "::1", null)]
    [InlineData("localhost:7999", "localhost", 22, "127.0.0.1", EgressErrors.HostNotAllowed)]
    [InlineData("localhost", "localhost", 22, "127.0.0.1", null)]
    [InlineData("* localhost:7999", "localhost", 22, "127.0.0.1", EgressErrors.LoopbackAddress)]
    [InlineData("127.0.0.1:80", "127.0.0.1", 80, "127.0.0.1", null)]
    [InlineData("127.0.0.1:80", "127.0.0.2", 80, "127.0.0.2", EgressErrors.HostNotAllowed)]
    [InlineData("[::1]:80", "[::1]", 80, "::1", null)]
    [InlineData("::1", "[::1]", 80, "::1", null)]
    [InlineData("store.internal", "store.internal", 80, "10.0.0.7", null)]
    [InlineData("10.0.0.7", "10.0.0.7", 80, "10.0.0.7", null)]
    [InlineData("10.0.0.7", "10.0.0.8", 80, "10.0.0.8", EgressErrors.HostNotAllowed)]
    // A listed name must not lead to this machine or to credentials by way of DNS, unless that address is listed too.
    [InlineData("partner.example.com", "partner.example.com", 80, "127.0.0.1", EgressErrors.LoopbackAddress)]
    [InlineData("partner.example.com 127.0.0.1:80", "partner.example.com", 80, "127.0.0.1", null)]
    [InlineData("partner.example.com", "partner.example.com", 80, "169.254.169.254", EgressErrors.MetadataAddress)]
    [InlineData("partner.example.com 169.254.169.254", "169.254.169.254", 80, "169.254.169.254", null)]
    [InlineData("0.0.0.0", "0.0.0.0", 80, "0.0.0.0", EgressErrors.ReservedAddress)]
    // An empty list allows nothing.
    [InlineData("", "example.com", 80, "1.2.3.4", EgressErrors.HostNotAllowed)]
    public void The_policy_decides(string allowed, string host, int port, string address, string? expected)
    {
        var policy = EgressPolicy.Parse(allowed == "-" ? null : allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        // What the transport passes is a URL's host, without brackets.
        var name = new Uri($"http://{host}:{port}/").IdnHost;
        Assert.Equal(expected, policy.RefuseHost(name, port) ?? policy.RefuseAddress(name, IPAddress.Parse(address), port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://example.com")]
    [InlineData("example.com/path")]
    [InlineData("user@example.com")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com:http")]
    [InlineData("a*.example.com")]
    [InlineData("*.*.example.com")]
    [InlineData("[::1")]
    [InlineData("[]:80")]
    [InlineData("10.0.0.0/8")]
    [InlineData("exa mple.com")]
    public void Entries_of_no_known_form_are_refused(string entry)
    {
        var error = Assert.Throws<FormatException>(() => EgressPolicy.Parse([entry]));
        Assert.Contains($"'{entry}'", error.Message);
    }
}
