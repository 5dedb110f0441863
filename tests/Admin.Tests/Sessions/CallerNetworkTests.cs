using System.Net;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.Tests.Sessions;

public sealed class CallerNetworkTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:7:1::9", "2001:db8:7::/48")]
    public void Of_Address_IsCutShort(string address, string expected)
        => Assert.Equal(expected, CallerNetwork.Of(IPAddress.Parse(address).GetAddressBytes()));

    [Fact]
    public void Of_NoAddress_IsEmpty() => Assert.Equal("", CallerNetwork.Of([]));
}
