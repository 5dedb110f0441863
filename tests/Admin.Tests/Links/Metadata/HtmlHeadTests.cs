using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Links.Metadata;

namespace OneLink.Admin.Tests.Links.Metadata;

public sealed class HtmlHeadTests
{
    /// <summary>What tokenizers trip over, to be put together at random.</summary>
    private static readonly string[] Pieces =
    [
        "<", ">", "</", "/>", "<!--", "-->", "<!", "<?", "=", "\"", "'", " ", "\n", "\0", "&", "&amp;", "&#x110000;", "&#xD800;", "a",
        "<title>", "</title>", "<script>", "</script", "<meta", "property=", "og:title", "content=\"x\"", "<link rel=icon href=",
        "<body", "<base href=//", "data:", "javascript:", "http://", "\uD800", "\uDC00", "🦣", "é", "\u202E",
    ];

    [Theory]
    [InlineData("<meta name=a content=b>", "meta name=a content=b")]
    [InlineData("<META NAME='A' CONTENT=\"B > C\"/>", "meta name=A content=B > C")]
    [InlineData("<meta\nname = a\tcontent = 'b' >", "meta name=a content=b")]
    [InlineData("<meta content='first' content='second'>", "meta content=first")]
    [InlineData("<meta =odd disabled>", "meta =odd= disabled=")]
    [InlineData("<meta content=a&amp;b>", "meta content=a&b")]
    [InlineData("<title>\n Fish &amp; <b>Chips</b></title>", "title:\n Fish & <b>Chips</b>")]
    [InlineData("<TITLE>x</TiTlE ><meta name=a>", "title:x|meta name=a")]
    [InlineData("<!-- <meta name=no> --><meta name=a>", "meta name=a")]
    [InlineData("<!--><meta name=a>", "meta name=a")]
    [InlineData("<!doctype html><?php <x> ?><meta name=a>", "meta name=a")]
    [InlineData("<script>\"<meta name=no>\"</script><meta name=a>", "script|meta name=a")]
    [InlineData("<style><meta name=no></style><meta name=a>", "style|meta name=a")]
    [InlineData("</head><meta name=a><body><meta name=no>", "meta name=a")]
    [InlineData("1 < 2 <3 < meta", "")]
    [InlineData("<meta name=\"unclosed", "meta name=unclosed")]
    [InlineData("<title>unclosed", "title:unclosed")]
    [InlineData("<", "")]
    [InlineData("<!--", "")]
    [InlineData("<a", "a")]
    [InlineData("<a b", "a b=")]
    [InlineData("<a b=", "a b=")]
    [InlineData("", "")]
    public void TagsOf_Html_AreTheStartTagsBeforeTheBody(string html, string expected)
        => Assert.Equal(expected, string.Join('|', HtmlHead.TagsOf(html).Select(Show)));

    [Fact]
    public void TagsOf_ManyAttributes_KeepsTheFirst()
        => Assert.Equal(50, Assert.Single(HtmlHead.TagsOf("<a " + string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"a{i}=x")) + ">")).Attributes.Count);

    [Fact]
    public void Read_AnyText_EndsWithMetadataThatFitALink()
        => Prop.ForAll(
                Gen.Elements(Pieces).ArrayOf().ToArbitrary(),
                pieces =>
                {
                    var page = PageReader.Read(string.Concat(pieces), new Uri("https://example.com/a/b"));
                    return page.Url == "https://example.com/a/b"
                        && (page.Title is null || (page.Title.Length is > 0 and <= 300 && !page.Title.Any(char.IsControl)))
                        && new[] { page.Image, page.Icon, page.Canonical }.All(url => url is null
                            || url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal));
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(200));

    [Fact]
    public void Decode_AnyBytes_EndsWithAText()
        => Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes => HtmlText.Decode(bytes, contentType: null).Length <= bytes.Length)
            .QuickCheckThrowOnFailure();

    /// <summary>A reader that looks back would need minutes for a megabyte of beginnings without an end.</summary>
    [Theory]
    [InlineData("<!--")]
    [InlineData("<title>")]
    [InlineData("<a '")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("<script>")]
    [InlineData("<a b=c ")]
    public void Read_MegabyteOfBeginnings_TakesNoTime(string beginning)
    {
        var html = string.Concat(Enumerable.Repeat(beginning, 1024 * 1024 / beginning.Length));
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();

        PageReader.Read(html, new Uri("https://example.com/"));

        Assert.True(clock.GetElapsedTime(start) < TimeSpan.FromSeconds(30), $"{clock.GetElapsedTime(start)}");
    }

    private static string Show(HtmlTag tag)
        => tag.Name + (tag.Text.Length > 0 ? ":" + tag.Text : "") + string.Concat(tag.Attributes.Select(a => $" {a.Key}={a.Value}"));
}
