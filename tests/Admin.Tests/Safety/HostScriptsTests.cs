using OneLink.Admin.Safety.Homographs;
using OneLink.Shared.Links;

namespace OneLink.Admin.Tests.Safety;

public sealed class HostScriptsTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("xn--nonsense-.com")]
    [InlineData("münchen.de")]
    [InlineData("señor-café.example")]
    [InlineData("日本語.jp")]
    [InlineData("東京タワーとabc.jp")]
    [InlineData("한국kr.example")]
    [InlineData("пример.рф")]
    [InlineData("россия.com")]
    [InlineData("хорошо.example")]
    [InlineData("рос.рф")]
    [InlineData("ελλάδα.gr")]
    [InlineData("ไทยthai.example")]
    [InlineData("हिन्दी.भारत")]
    [InlineData("مثال.example")]
    [InlineData("i❤.ws")]
    [InlineData("a1-b2.한국")]
    public void Warning_HostAsPeopleWriteIt_IsNone(string host) => Assert.Null(HostScripts.Warning(Ascii(host)));

    [Theory]
    [InlineData("аррӏе.com", HostScripts.Lookalike)]
    [InlineData("www.рауѕ.com", HostScripts.Lookalike)]
    [InlineData("сосо.example", HostScripts.Lookalike)]
    [InlineData("ոսոս.example", HostScripts.Lookalike)]
    [InlineData("ɡooɡle.com", HostScripts.Lookalike)]
    [InlineData("wıkipedia.org", HostScripts.Lookalike)]
    [InlineData("gооgle.com", HostScripts.MixedScripts)]
    [InlineData("login.pаypal.com", HostScripts.MixedScripts)]
    [InlineData("αpple.com", HostScripts.MixedScripts)]
    [InlineData("аλ.example", HostScripts.MixedScripts)]
    [InlineData("日本안녕.example", null)]
    [InlineData("かな한글.example", HostScripts.MixedScripts)]
    public void Warning_HostThatPretends_IsNamed(string host, string? code) => Assert.Equal(code, HostScripts.Warning(Ascii(host))?.Code);

    private static string Ascii(string host)
    {
        Assert.True(HostName.TryNormalize(host, out var ascii, out var error), error);
        return ascii;
    }
}
