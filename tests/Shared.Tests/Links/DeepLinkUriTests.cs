using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class DeepLinkUriTests
{
    [Theory]
    [InlineData("spotify:album:12345")]
    [InlineData("vnd.youtube://watch?v=1")]
    [InlineData("whatsapp://send?phone=1")]
    [InlineData("instagram://user?username=nasa")]
    [InlineData("twitter://user?screen_name=nasa")]
    [InlineData("Acme+App-2.0://x")]
    [InlineData("spotify:")]
    [InlineData("fb://profile/33138223345#top")]
    [InlineData("acme://open?url=javascript:alert(1)")]
    [InlineData("https://acme.com/app?x=1")]
    [InlineData("filex:abc")]
    [InlineData("tel:+15551234567")]
    public void TryValidate_DeepLink_IsKept(string uri)
    {
        Assert.True(DeepLinkUri.TryValidate(uri, out var normalized, out var error), error);
        Assert.Equal(uri, normalized);
    }

    [Theory]
    [InlineData("acme://café/🦣?q=%20é", "acme://caf%C3%A9/%F0%9F%A6%A3?q=%20%C3%A9")]
    [InlineData("https://münchen.de/ü", "https://xn--mnchen-3ya.de/%C3%BC")]
    public void TryValidate_NonAscii_IsEncoded(string uri, string expected)
    {
        Assert.True(DeepLinkUri.TryValidate(uri, out var normalized, out var error), error);
        Assert.Equal(expected, normalized);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JAVASCRIPT:alert(1)")]
    [InlineData("JaVa\tScRiPt:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("java\0script:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("\u00A0javascript:alert(1)")]
    [InlineData("\u0000javascript:alert(1)")]
    [InlineData("\uFEFFjavascript:alert(1)")]
    [InlineData("\u200Bjavascript:alert(1)")]
    [InlineData("/javascript:alert(1)")]
    [InlineData("&#106;avascript:alert(1)")]
    [InlineData("%6Aavascript:alert(1)")]
    [InlineData("javascript%3Aalert(1)")]
    [InlineData("ｊavascript:alert(1)")]
    [InlineData("javaſcript:alert(1)")]
    [InlineData("javascript&colon;alert(1)")]
    [InlineData("javascript :alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("DATA:text/html;base64,eA==")]
    [InlineData("vbscript:x")]
    [InlineData("VbScript://x")]
    [InlineData("blob:https://acme.com/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("about:blank")]
    [InlineData("view-source:https://acme.com")]
    [InlineData("View-Source:javascript:x")]
    [InlineData("")]
    [InlineData(":x")]
    [InlineData("//host/path")]
    [InlineData("noscheme")]
    [InlineData("1abc://x")]
    [InlineData("+abc://x")]
    [InlineData("under_score://x")]
    [InlineData("acme://a b")]
    [InlineData("acme://a\r\nb")]
    [InlineData("https://user@acme.com")]
    [InlineData("https://")]
    public void TryValidate_RefusedOrBroken_SaysWhy(string uri)
    {
        Assert.False(DeepLinkUri.TryValidate(uri, out var normalized, out var error));
        Assert.Null(normalized);
        Assert.NotEmpty(error);
    }
}
