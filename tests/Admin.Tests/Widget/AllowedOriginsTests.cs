using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Tests.Widget;

/// <summary>Which pages a list of allowed domains lets in.</summary>
public sealed class AllowedOriginsTests
{
    [Theory]
    [InlineData("example.com", "https://example.com", true)]
    [InlineData("example.com", "http://EXAMPLE.com", true)]
    [InlineData("example.com", "https://www.example.com", false)]
    [InlineData("example.com", "https://example.com.evil.example", false)]
    [InlineData("example.com", "https://evilexample.com", false)]
    [InlineData("example.com", "https://example.com:8443", false)]
    [InlineData("*.example.com", "https://a.b.example.com", true)]
    [InlineData("*.example.com", "https://example.com", false)]
    [InlineData("*.example.com", "https://evil-example.com", false)]
    [InlineData("https://example.com:8443/", "https://example.com:8443", true)]
    [InlineData("https://example.com", "http://example.com", false)]
    [InlineData("localhost:*", "http://localhost:3000", true)]
    [InlineData("a.example, b.example\nmünchen.example", "https://xn--mnchen-3ya.example", true)]
    [InlineData("example.com", "null", false)]
    [InlineData("example.com", "file://example.com", false)]
    [InlineData("https://, example.com", "https://example.com", true)]
    public void Admit_AsAContentSecurityPolicyWould(string sources, string origin, bool isAdmitted)
        => Assert.Equal(isAdmitted, AllowedOrigins.Admit(sources, origin));

    [Theory]
    [InlineData("", true)]
    [InlineData("example.com, *.example.com https://a.example:1", true)]
    [InlineData("ftp://example.com", false)]
    [InlineData("example.com/path", false)]
    [InlineData("*", false)]
    [InlineData("a.*.example", false)]
    public void AreReadable_HostsAlone(string sources, bool areReadable) => Assert.Equal(areReadable, AllowedOrigins.AreReadable(sources));
}
