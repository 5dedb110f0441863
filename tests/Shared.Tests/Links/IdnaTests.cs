using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class IdnaTests
{
    // Expected values are those of the WHATWG URL parser (UTS #46, non-transitional).
    [Theory]
    [InlineData("faß.de", "xn--fa-hia.de")]
    [InlineData("日本語.jp", "xn--wgv71a119e.jp")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("🦣.com", "xn--zt9h.com")]
    [InlineData("☃️.net", "xn--n3h.net")]
    [InlineData("a.한글.kr", "a.xn--bj0bj06e.kr")]
    [InlineData("ΒΌΛΟΣ.com", "xn--nxasmq6b.com")]
    [InlineData("βόλος.com", "xn--nxasmm1c.com")]
    [InlineData("ｅｘＡｍｐｌｅ．com", "example.com")]
    [InlineData("a。b｡com", "a.b.com")]
    [InlineData("क्\u200Dष.com", "xn--11b2ezcw70k.com")]
    [InlineData("क्\u200Cष.com", "xn--11b2ezcs70k.com")]
    [InlineData("a\u00ADb.com", "ab.com")]
    [InlineData("президент.рф", "xn--d1abbgf6aiiy.xn--p1ai")]
    [InlineData("ÅNGSTRÖM.se", "xn--ngstrm-hua5l.se")]
    [InlineData("שלום.il", "xn--9dbne9b.il")]
    [InlineData("Ꭰ.com", "xn--58d.com")]
    [InlineData("ꭰ.com", "xn--58d.com")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaü.de", "xn--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-oge.de")]
    public void ToAscii_InternationalName_EqualsWhatBrowsersMake(string host, string expected)
    {
        Span<char> destination = stackalloc char[Idna.MaxHostLength];
        Assert.Equal(HostError.None, Idna.ToAscii(host, destination, out var written));
        Assert.Equal(expected, new string(destination[..written]));
    }

    [Theory]
    [InlineData("ǅ.com", HostError.Ambiguous)]
    [InlineData("İ.com", HostError.Ambiguous)]
    [InlineData("\u00AD.com", HostError.EmptyLabel)]
    [InlineData("\uFF0F.com", HostError.Character)]
    [InlineData("a\u200D.com", HostError.Ambiguous)]
    public void ToAscii_NameNobodyAgreesOn_IsRefused(string host, object expected)
    {
        Span<char> destination = stackalloc char[Idna.MaxHostLength];
        Assert.Equal((HostError)expected, Idna.ToAscii(host, destination, out _));
    }

    [Fact]
    public void ToAscii_LoneSurrogate_IsRefused()
    {
        Span<char> destination = stackalloc char[Idna.MaxHostLength];
        Assert.Equal(HostError.BadUnicode, Idna.ToAscii("a\uD800.com", destination, out _));
    }

    // Punycode of a label may not pass 63 characters, however few it has itself.
    [Fact]
    public void ToAscii_LongInternationalLabel_EndsAtRfc1035()
    {
        Span<char> destination = stackalloc char[Idna.MaxHostLength];
        Assert.Equal(HostError.None, Idna.ToAscii(new string('ü', 57) + ".de", destination, out var written));
        Assert.Equal(63 + 3, written);
        Assert.Equal(HostError.LabelTooLong, Idna.ToAscii(new string('ü', 58) + ".de", destination, out _));
        Assert.Equal(HostError.LabelTooLong, Idna.ToAscii(new string('ü', 700), destination, out _));
    }

    // Sample strings of RFC 3492, section 7.1 (A, B, L).
    [Theory]
    [InlineData("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn")]
    [InlineData("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b")]
    public void TryEncode_SamplesOfTheRfc_AreEqual(string label, string expected)
    {
        Span<char> destination = stackalloc char[63];
        var codePoints = label.EnumerateRunes().Select(rune => rune.Value).ToArray();
        Assert.True(Punycode.TryEncode(codePoints, destination, out var written));
        Assert.Equal(expected, new string(destination[..written]));
    }
}
