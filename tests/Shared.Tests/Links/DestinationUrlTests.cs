using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class DestinationUrlTests
{
    [Fact]
    public void TryNormalize_DestinationsOfTheCorpus_AreKeptByteForByte() =>
        Assert.All(CorpusFile.Lines("destinations.txt"), url => AssertKept(url));

    [Theory]
    [InlineData("https://acme.com")]
    [InlineData("HTTPS://ACME.com:443")]
    [InlineData("http://acme.com:80/a//b/../c?")]
    [InlineData("https://acme.com?a=1#frag")]
    [InlineData("https://acme.com/100%?q=%zz&%E2%82%AC=%e2")]
    [InlineData("https://acme.com/a|b{c}^`\"<>\\d?[x]=\\")]
    [InlineData("https://acme.com/@user")]
    [InlineData("https://acme.com/?mail=a@b")]
    [InlineData("https://acme.com/?next=//evil.com")]
    [InlineData("https://127.0.0.1:65535/")]
    [InlineData("https://[2001:DB8::1]:8443/")]
    [InlineData("https://localhost/")]
    [InlineData("https://acme.com./")]
    [InlineData("https://acme.com:/")]
    public void TryNormalize_AsciiUrl_IsKeptByteForByte(string url) => AssertKept(url);

    [Theory]
    [InlineData("https://acme.com/café?q=日本#ü", "https://acme.com/caf%C3%A9?q=%E6%97%A5%E6%9C%AC#%C3%BC")]
    [InlineData("https://acme.com/caf%c3%a9/é", "https://acme.com/caf%c3%a9/%C3%A9")]
    [InlineData("https://ACME.com:8443/🦣", "https://ACME.com:8443/%F0%9F%A6%A3")]
    [InlineData("https://münchen.de", "https://xn--mnchen-3ya.de")]
    [InlineData("HTTP://Www.MÜNCHEN.de:8080/Ä?x", "HTTP://www.xn--mnchen-3ya.de:8080/%C3%84?x")]
    [InlineData("https://例え.テスト?q=%20", "https://xn--r8jz45g.xn--zckzah?q=%20")]
    public void TryNormalize_NonAscii_IsEncoded(string url, string expected)
    {
        Assert.True(DestinationUrl.TryNormalize(url, out var normalized, out var error), error);
        Assert.Equal(expected, normalized);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("acme.com", "absolute")]
    [InlineData("/page", "absolute")]
    [InlineData("//evil.com", "scheme")]
    [InlineData("ftp://acme.com", "absolute http")]
    [InlineData("mailto:a@acme.com", "absolute http")]
    [InlineData("javascript:alert(1)", "javascript")]
    [InlineData("JaVaScRiPt:alert(1)", "http and https")]
    [InlineData("java\tscript:alert(1)", "control")]
    [InlineData("\u0001javascript:alert(1)", "control")]
    [InlineData(" https://acme.com", "white space")]
    [InlineData("https://acme.com ", "white space")]
    [InlineData("https://acme.com/a b", "%20")]
    [InlineData("https://acme.com/\u3000x", "white space")]
    [InlineData("https://acme.com/\r\nSet-Cookie: a=b", "control")]
    [InlineData("https://acme.com/\0", "control")]
    [InlineData("https://acme.com/\u007F", "control")]
    [InlineData("https://acme.com/\u0085", "control")]
    [InlineData("https:acme.com", "//")]
    [InlineData("https:/acme.com", "//")]
    [InlineData("https:\\\\evil.com", "//")]
    [InlineData("https://good.com\\@evil.com", "\\")]
    [InlineData("https://good.com\\.evil.com/", "\\")]
    [InlineData("https://good.com@evil.com/", "user name")]
    [InlineData("https://user:pass@acme.com/", "user name")]
    [InlineData("https://", "no host")]
    [InlineData("https:///path", "no host")]
    [InlineData("https://?q", "no host")]
    [InlineData("https://:80/", "no host")]
    [InlineData("https://acme.com:0/", "port")]
    [InlineData("https://acme.com:65536/", "port")]
    [InlineData("https://acme.com:8a/", "port")]
    [InlineData("https://ac me.com/", "white space")]
    [InlineData("https://ac%20me.com/", "character")]
    [InlineData("https://acme..com/", "empty part")]
    [InlineData("https://1.2.3/", "IPv4")]
    [InlineData("https://[::1/", "IPv6")]
    [InlineData("https://ﬁ.com/", "looks like another")]
    public void TryNormalize_BadUrl_NamesTheProblem(string url, string part)
    {
        Assert.False(DestinationUrl.TryNormalize(url, out var normalized, out var error));
        Assert.Null(normalized);
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryNormalize_LoneSurrogate_IsRefused()
    {
        Assert.False(DestinationUrl.TryNormalize("https://acme.com/\uD800", out _, out var error));
        Assert.Contains("surrogate", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryNormalize_Length_EndsAt32000AsStored()
    {
        const string Start = "https://acme.com/";
        var longest = Start.PadRight(32_000, 'a');
        AssertKept(longest);
        Assert.False(DestinationUrl.TryNormalize(longest + "a", out _, out var error));
        Assert.Contains("32001", error, StringComparison.Ordinal);

        Assert.True(DestinationUrl.TryNormalize(Start + new string('é', 5_000), out _, out _));
        Assert.False(DestinationUrl.TryNormalize(Start + new string('é', 5_400), out _, out error));
        Assert.Contains("percent-encoded", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://WWW.Acme.com:8443/x", "acme.com")]
    [InlineData("http://127.0.0.1:8081/summer", "127.0.0.1")]
    [InlineData("https://acme.com?x", "acme.com")]
    public void HostOf_NormalizedUrl_IsTheDomain(string url, string host) => Assert.Equal(host, DestinationUrl.HostOf(url));

    [Fact]
    public void HostOf_OtherText_Throws() => Assert.Throws<ArgumentException>(() => DestinationUrl.HostOf("acme.com"));

    [Fact]
    public void TryNormalize_ArbitraryText_NeverThrowsAndGivesSafeAscii()
    {
        var texts = from prefix in Gen.Elements("", "https://", "http://acme.com/", "javascript:", "x:")
                    from bytes in RawBytes.Any()
                    from latin in Gen.Elements(true, false)
                    select prefix + (latin ? Encoding.Latin1 : Encoding.UTF8).GetString(bytes);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            if (DestinationUrl.TryNormalize(text, out var url, out _))
            {
                Assert.All(url, c => Assert.InRange(c, '!', '~'));
                Assert.True(DestinationUrl.TryNormalize(url, out var again, out _));
                Assert.Equal(url, again);
                Assert.True(Uri.TryCreate(url, UriKind.Absolute, out var parsed), url);
                Assert.True(parsed.Scheme is "http" or "https");
                Assert.Empty(parsed.UserInfo);
            }

            if (DeepLinkUri.TryValidate(text, out var uri, out _))
            {
                Assert.All(uri, c => Assert.InRange(c, '!', '~'));
                Assert.False(UriScheme.IsRefused(UriScheme.Of(uri)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private static void AssertKept(string url)
    {
        Assert.True(DestinationUrl.TryNormalize(url, out var normalized, out var error), $"{url}: {error}");
        Assert.Equal(url, normalized);
    }
}
