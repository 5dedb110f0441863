using System.Text;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class PrefetchHeadersTests
{
    [Theory]
    [InlineData("prefetch", "", "", "")]
    [InlineData("prefetch;prerender", "", "", "")]
    [InlineData("prefetch;anonymous-client-ip", "", "", "")]
    [InlineData(" Prefetch", "", "", "")]
    [InlineData("", "prefetch", "", "")]
    [InlineData("", "", "prefetch", "")]
    [InlineData("", "", "", "preview")]
    [InlineData("", "", "", "instant")]
    public void IsPrefetch_Announced_IsTrue(string secPurpose, string purpose, string xMoz, string xPurpose) =>
        Assert.True(Ask(secPurpose, purpose, xMoz, xPurpose));

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("navigate", "", "", "")]
    [InlineData("pre", "fetch", "", "")]
    [InlineData("", "", "preview", "")]
    [InlineData("no-prefetch", "", "", "")]
    public void IsPrefetch_NotAnnounced_IsFalse(string secPurpose, string purpose, string xMoz, string xPurpose) =>
        Assert.False(Ask(secPurpose, purpose, xMoz, xPurpose));

    private static bool Ask(string secPurpose, string purpose, string xMoz, string xPurpose) => PrefetchHeaders.IsPrefetch(
        Encoding.ASCII.GetBytes(secPurpose),
        Encoding.ASCII.GetBytes(purpose),
        Encoding.ASCII.GetBytes(xMoz),
        Encoding.ASCII.GetBytes(xPurpose));
}
