using OneLink.Edge.Clicks;
using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.Tests.Clicks;

public sealed class ClickPrivacyTests
{
    [Theory]
    [InlineData("Ignore", false, false)]
    [InlineData("Anonymous", false, true)]
    [InlineData("Drop", true, false)]
    public void Signals_VisitorObjects_IsTreatedAsConfigured(string signals, bool isExcluded, bool isAnonymous)
    {
        var privacy = new ClickPrivacy { Signals = Enum.Parse<PrivacySignals>(signals) };
        var dnt = new RedirectRequest { DoNotTrack = "1"u8 };
        var gpc = new RedirectRequest { GlobalPrivacyControl = "1"u8 };

        Assert.Equal((isExcluded, isAnonymous), (privacy.Excludes(dnt), privacy.IsAnonymous(dnt)));
        Assert.Equal((isExcluded, isAnonymous), (privacy.Excludes(gpc), privacy.IsAnonymous(gpc)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    public void Signals_VisitorDoesNotObject_IsAnOrdinaryClick(string header)
    {
        var privacy = new ClickPrivacy { Signals = PrivacySignals.Drop };
        var request = new RedirectRequest { DoNotTrack = System.Text.Encoding.ASCII.GetBytes(header) };

        Assert.False(privacy.Excludes(request));
    }

    [Fact]
    public void OptOut_AddressInANetwork_IsExcluded()
    {
        var privacy = new ClickPrivacy { OptOut = new NetworkList("203.0.113.0/24, 2001:db8::/32") };

        Assert.True(privacy.Excludes(new RedirectRequest { RemoteAddress = (byte[])[203, 0, 113, 7] }));
        Assert.False(privacy.Excludes(new RedirectRequest { RemoteAddress = (byte[])[203, 0, 114, 7] }));
    }

    [Theory]
    [InlineData("None", new byte[] { 203, 0, 113, 7 }, new byte[0])]
    [InlineData("Truncated", new byte[] { 203, 0, 113, 7 }, new byte[] { 203, 0, 113, 0 })]
    [InlineData("Full", new byte[] { 203, 0, 113, 7 }, new byte[] { 203, 0, 113, 7 })]
    [InlineData("Truncated", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }, new byte[] { 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void Keep_Address_IsWhatTheInstallationAskedFor(string addresses, byte[] address, byte[] expected)
    {
        var privacy = new ClickPrivacy { Addresses = Enum.Parse<KeptAddresses>(addresses) };
        Span<byte> kept = stackalloc byte[16];

        Assert.Equal(expected, kept[..privacy.Keep(address, kept)].ToArray());
    }
}
