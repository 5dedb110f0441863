using System.Net;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Outbound;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Tests.Outbound;

public sealed class AddressPolicyTests
{
    private static readonly AddressPolicy Policy = new(new NetworkList(""));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::1.1.1.1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Allows_AddressThatIsNotPublic_Never(string address) => Assert.False(Policy.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::200e")]
    public void Allows_PublicAddress_Always(string address) => Assert.True(Policy.Allows(IPAddress.Parse(address)));

    [Fact]
    public void Allows_IPv4AddressInAnyWrapping_AsTheAddressItself()
        => Prop.ForAll(
                ArbMap.Default.ArbFor<uint>(),
                number =>
                {
                    byte[] v4 = [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
                    var allowed = Policy.Allows(new IPAddress(v4));
                    return Policy.Allows(new IPAddress([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, .. v4])) == allowed
                        && Policy.Allows(new IPAddress([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. v4])) == allowed
                        && !Policy.Allows(new IPAddress([0x20, 0x02, .. v4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
                })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Allows_Exceptions_ReachNoFurtherThanTheyAreWritten()
    {
        var policy = new AddressPolicy(new NetworkList("10.1.0.0/16, ::1"));

        Assert.True(policy.Allows(IPAddress.Parse("10.1.2.3")));
        Assert.True(policy.Allows(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.True(policy.Allows(IPAddress.IPv6Loopback));
        Assert.False(policy.Allows(IPAddress.Parse("10.2.0.1")));
        Assert.False(policy.Allows(IPAddress.Loopback));
    }
}
