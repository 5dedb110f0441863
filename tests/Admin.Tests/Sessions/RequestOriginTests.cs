using Microsoft.AspNetCore.Http;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.Tests.Sessions;

public sealed class RequestOriginTests
{
    [Theory]
    [InlineData("", "", false)]
    [InlineData("same-origin", "https://evil.example", false)]
    [InlineData("none", "", false)]
    [InlineData("same-site", "", true)]
    [InlineData("cross-site", "https://links.acme.com", true)]
    [InlineData("", "https://links.acme.com", false)]
    [InlineData("", "http://LINKS.acme.com", false)]
    [InlineData("", "https://links.acme.com.evil.example", true)]
    [InlineData("", "https://links.acme.com:8443", true)]
    [InlineData("", "https://public.acme.com", false)]
    [InlineData("", "null", true)]
    [InlineData("", "file://", true)]
    public void IsForeign_ByWhatBrowsersSay(string site, string origin, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString("links.acme.com");
        request.Headers["Sec-Fetch-Site"] = site;
        request.Headers.Origin = origin;

        Assert.Equal(expected, RequestOrigin.IsForeign(request, "https://public.acme.com"));
    }
}
