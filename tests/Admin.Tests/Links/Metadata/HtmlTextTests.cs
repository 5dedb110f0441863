using System.Text;
using OneLink.Admin.Links.Metadata;

namespace OneLink.Admin.Tests.Links.Metadata;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("utf-8", "text/html; charset=utf-8", "Füße 日本")]
    [InlineData("utf-8", "text/html; charset=\"UTF-8\"", "Füße 日本")]
    [InlineData("utf-8", "text/html", "Füße 日本")]
    [InlineData("utf-8", null, "Füße 日本")]
    [InlineData("utf-8", "text/html; charset=none-such", "Füße 日本")]
    [InlineData("windows-1252", "text/html", "Füße – „x“")]
    [InlineData("windows-1252", "text/html; charset=iso-8859-1", "Füße – „x“")]
    [InlineData("shift_jis", "text/html; charset=Shift_JIS", "日本語")]
    [InlineData("shift_jis", "text/html", "<meta charset=shift_jis>日本語")]
    [InlineData("euc-jp", "text/html", "<meta http-equiv=Content-Type content='text/html; charset=euc-jp'>日本語")]
    [InlineData("windows-1251", "text/html", "<!-- x --><META CHARSET=\"windows-1251\">Привет")]
    [InlineData("gb2312", "text/html; charset=gb2312", "汉字")]
    [InlineData("utf-8", "text/html", "<meta charset=utf-16>é")]
    [InlineData("utf-8", "text/html; charset=utf-7", "+ADw-é")]
    public void Decode_Page_IsReadInItsOwnEncoding(string encoding, string? contentType, string text)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);

        Assert.Equal(text, HtmlText.Decode(bytes, contentType));
    }

    [Fact]
    public void Decode_ByteOrderMark_WinsAndIsNoCharacter()
    {
        Assert.Equal("é", HtmlText.Decode([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "text/html; charset=iso-8859-1"));
        Assert.Equal("é", HtmlText.Decode([0xFF, 0xFE, 0xE9, 0x00], "text/html; charset=utf-8"));
    }

    [Fact]
    public void Decode_Utf8CutWithinACharacter_IsStillUtf8()
        => Assert.StartsWith("日本", HtmlText.Decode(Encoding.UTF8.GetBytes("日本語").AsSpan()[..^1], "text/html"), StringComparison.Ordinal);
}
