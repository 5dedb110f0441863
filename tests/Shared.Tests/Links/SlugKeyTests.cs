using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class SlugKeyTests
{
    [Theory]
    [InlineData("summer", true, "summer")]
    [InlineData("Summer", true, "Summer")]
    [InlineData("GitHub", false, "github")]
    [InlineData("summer/", true, "summer")]
    [InlineData("summer//", true, "summer/")]
    [InlineData("a/b/", false, "a/b")]
    [InlineData("", true, "")]
    [InlineData("/", true, "")]
    [InlineData("%73ummer", true, "summer")]
    [InlineData("a%2Fb", true, "a/b")]
    [InlineData("a%2f", true, "a")]
    [InlineData("%2573", true, "%73")]
    [InlineData("%F0%9F%A6%A3", true, "🦣")]
    [InlineData("🦣", true, "🦣")]
    [InlineData("%ED%95%9C", true, "한")]
    [InlineData("%E1%84%92%E1%85%A1%E1%86%AB", true, "한")]
    [InlineData("%D7%A9%D7%81", false, "ש\u05C1")]
    [InlineData("CAFE%CC%81", false, "café")]
    [InlineData("H%CC%B1", false, "ẖ")]
    [InlineData("%CE%9F%CE%94%CE%9F%CE%A3", false, "οδοσ")]
    [InlineData("a+b", true, "a+b")]
    [InlineData("a%00", true, "a\0")]
    public void TryFromPath_Path_GivesTheKey(string path, bool caseSensitive, string key)
    {
        Span<byte> destination = stackalloc byte[SlugKey.MaxBytes];
        Assert.True(SlugKey.TryFromPath(Encoding.UTF8.GetBytes(path), caseSensitive, destination, out var written));
        Assert.Equal(key, Encoding.UTF8.GetString(destination[..written]));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("a%4")]
    [InlineData("%zz")]
    [InlineData("%C3")]
    [InlineData("%C3%28")]
    [InlineData("%ED%A0%80")]
    [InlineData("%C0%AF")]
    [InlineData("%F4%90%80%80")]
    public void TryFromPath_BrokenEncoding_ReturnsFalse(string path)
    {
        Span<byte> destination = stackalloc byte[SlugKey.MaxBytes];
        Assert.False(SlugKey.TryFromPath(Encoding.UTF8.GetBytes(path), caseSensitive: true, destination, out var written));
        Assert.Equal(0, written);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("%61")]
    [InlineData("%F0%9F%A6%A3")]
    [InlineData("e%CC%81")]
    [InlineData("%E1%84%92%E1%85%A1%E1%86%AB")]
    public void TryFromPath_Length_EndsWithTheGrammar(string character)
    {
        Span<byte> destination = stackalloc byte[SlugKey.MaxBytes];
        foreach (var caseSensitive in new[] { true, false })
        {
            var longest = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(character, SlugGrammar.MaxLength)));
            Assert.True(SlugKey.TryFromPath([.. longest, (byte)'/'], caseSensitive, destination, out _));
            Assert.False(SlugKey.TryFromPath([.. longest, (byte)'x'], caseSensitive, destination, out _));
            Assert.False(SlugKey.TryFromPath([.. longest, .. longest, .. longest, .. longest, .. longest], caseSensitive, destination, out _));
        }
    }

    [Fact]
    public void TryFromPath_ShortDestination_ReturnsFalse()
    {
        Span<byte> destination = stackalloc byte[3];
        Assert.False(SlugKey.TryFromPath("abcd"u8, caseSensitive: true, destination, out _));
        Assert.False(SlugKey.TryFromPath("abcd"u8, caseSensitive: false, destination, out _));
        Assert.False(SlugKey.TryFromPath("%F0%9F%A6%A3"u8, caseSensitive: false, destination, out _));
    }

    [Fact]
    public void TryFromPath_AnySlug_EqualsCreate()
    {
        var spellings = from text in SlugTexts.Any()
                        from caseSensitive in Gen.Elements(true, false)
                        from form in Gen.Elements(NormalizationForm.FormC, NormalizationForm.FormD)
                        from escape in Gen.Elements(Escape.None, Escape.NonAscii, Escape.All)
                        from slash in Gen.Elements("", "/")
                        select (text, caseSensitive, path: Spell(text.Normalize(form), escape) + slash);
        Prop.ForAll(spellings.ToArbitrary(), spelling =>
        {
            if (!SlugGrammar.TryNormalize(spelling.text, out var slug, out _))
            {
                return;
            }

            Span<byte> destination = stackalloc byte[SlugKey.MaxBytes];
            Assert.True(SlugKey.TryFromPath(Encoding.UTF8.GetBytes(spelling.path), spelling.caseSensitive, destination, out var written));
            Assert.Equal(SlugKey.Create(slug, spelling.caseSensitive), Encoding.UTF8.GetString(destination[..written]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Create_CaseInsensitive_IsTheSameForUpperCase()
    {
        Prop.ForAll(SlugTexts.Any().ToArbitrary(), text =>
        {
            var key = SlugKey.Create(text, caseSensitive: false);
            Assert.Equal(key, SlugKey.Create(key, caseSensitive: false));
            Assert.Equal(key, SlugKey.Create(key, caseSensitive: true));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void TryFromPath_ArbitraryBytes_NeverThrows()
    {
        Prop.ForAll(RawBytes.Any().ToArbitrary(), bytes =>
        {
            Span<byte> destination = stackalloc byte[SlugKey.MaxBytes];
            if (SlugKey.TryFromPath(bytes, caseSensitive: false, destination, out var written))
            {
                var key = Encoding.UTF8.GetString(destination[..written]);
                Assert.Equal(key, SlugKey.Create(key, caseSensitive: false));
                Assert.True(key.EnumerateRunes().Count() <= SlugGrammar.MaxLength);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Theory]
    [InlineData("summer-sale")]
    [InlineData("%E1%84%92%E1%85%A1%E1%86%AB%EA%B8%80")]
    [InlineData("H%CC%B1-CAFE%CC%81")]
    public void TryFromPath_AnyLane_AllocatesNothing(string path)
    {
        var bytes = Encoding.ASCII.GetBytes(path);
        var destination = new byte[SlugKey.MaxBytes];
        Allocations.AssertNoneWhenWarm(() =>
        {
            SlugKey.TryFromPath(bytes, caseSensitive: false, destination, out _);
            SlugKey.TryFromPath(bytes, caseSensitive: true, destination, out _);
        });
    }

    private enum Escape
    {
        None,
        NonAscii,
        All,
    }

    private static string Spell(string text, Escape escape) => escape switch
    {
        Escape.None => text,
        Escape.NonAscii => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => b < 0x80 ? ((char)b).ToString() : $"%{b:X2}")),
        _ => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:x2}")),
    };
}
