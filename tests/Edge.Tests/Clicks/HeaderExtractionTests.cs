using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Edge.Clicks;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Tests.Clicks;

public class HeaderExtractionTests
{
    [Theory]
    [InlineData("https://www.instagram.com/", "instagram.com")]
    [InlineData("https://L.Facebook.com/l.php?u=x", "l.facebook.com")]
    [InlineData("http://user:pw@example.com:8080/a", "example.com")]
    [InlineData("android-app://com.google.android.gm/", "com.google.android.gm")]
    [InlineData("https://[2001:db8::1]:80/x", "[2001:db8::1]:80")]
    [InlineData("https://www./", "www.")]
    [InlineData("nonsense", "")]
    [InlineData("://x", "")]
    [InlineData("https://", "")]
    [InlineData("https://exa mple.com/", "")]
    public void ReferrerHost_Header_GivesHost(string referer, string expected)
    {
        byte[] host = new byte[ReferrerHost.MaxBytes];
        Assert.Equal(expected, Encoding.ASCII.GetString(host, 0, ReferrerHost.Extract(Encoding.ASCII.GetBytes(referer), host)));
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "de")]
    [InlineData("EN", "en")]
    [InlineData("*", "")]
    [InlineData("", "")]
    [InlineData("x", "")]
    [InlineData("abcdefghijk", "")]
    public void AcceptLanguage_Header_GivesPrimarySubtag(string header, string expected)
    {
        byte[] language = new byte[AcceptLanguage.MaxBytes];
        Assert.Equal(expected, Encoding.ASCII.GetString(language, 0, AcceptLanguage.Primary(Encoding.ASCII.GetBytes(header), language)));
    }

    [Theory]
    [InlineData("utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&utm_content=e", "a|b|c|d|e")]
    [InlineData("x=1&utm_source=News+Letter%20%C3%A9", "News Letter é||||")]
    [InlineData("utm_source=first&utm_source=last", "last||||")]
    [InlineData("utm_sourcery=x&utm_mediums=y", "")]
    [InlineData("utm_source=%zz%4", "%zz%4||||")]
    [InlineData("utm_source=ok%C3", "ok||||")]
    [InlineData("a=b", "")]
    [InlineData("utm_source", "")]
    public void UtmParameters_Query_GivesValues(string query, string expected)
        => Assert.Equal(expected, Utm(query, default));

    [Fact]
    public void UtmParameters_DefaultsAndQuery_QueryWins()
    {
        byte[] defaults = new byte[UtmBlock.MaxBytes];
        int length = UtmParameters.Extract("utm_source=link&utm_medium=qr"u8, default, defaults);
        Assert.Equal("visit|qr|||", Utm("utm_source=visit", defaults.AsSpan(0, length)));
        Assert.Equal("link|qr|||", Utm("q=1", defaults.AsSpan(0, length)));
    }

    [Fact]
    public void UtmParameters_ArbitraryBytes_NeverThrowAndStayInBounds()
        => Prop.ForAll<byte[]>(bytes =>
        {
            byte[] query = [.. "utm_source="u8, .. bytes ?? [], .. "&utm_content="u8, .. bytes ?? []];
            byte[] block = new byte[UtmBlock.MaxBytes];
            int length = UtmParameters.Extract(query, default, block);
            return length <= UtmBlock.MaxBytes && System.Text.Unicode.Utf8.IsValid(UtmBlock.Get(block.AsSpan(0, length), 0));
        }).QuickCheckThrowOnFailure();

    private static string Utm(string query, ReadOnlySpan<byte> defaults)
    {
        byte[] block = new byte[UtmBlock.MaxBytes];
        int length = UtmParameters.Extract(Encoding.ASCII.GetBytes(query), defaults, block);
        return length == 0
            ? ""
            : string.Join('|', Enumerable.Range(0, UtmBlock.Count).Select(i => Encoding.UTF8.GetString(UtmBlock.Get(block.AsSpan(0, length), i))));
    }
}
