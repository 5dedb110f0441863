using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class SlugGrammarTests
{
    [Theory]
    [InlineData("summer")]
    [InlineData("a")]
    [InlineData("A-b_c.d~e")]
    [InlineData("2026/summer/sale")]
    [InlineData("stats/2026")]
    [InlineData("my-stats")]
    [InlineData("well-known")]
    [InlineData("bulk")]
    [InlineData("exports")]
    [InlineData("a..b")]
    [InlineData("...")]
    [InlineData("한글")]
    [InlineData("שלום")]
    [InlineData("हिन्दी")]
    [InlineData("²½Ⅷ")]
    [InlineData("🦣🦣🦣")]
    [InlineData("👩🏽‍🚀")]
    [InlineData("❤️‍🔥")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("🏳️‍🌈")]
    [InlineData("🇩🇪")]
    [InlineData("1️⃣")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F")]
    [InlineData("‼️⁉️↔️◽◾⤴️⤵️〰️™️©")]
    public void TryNormalize_AllowedSlug_IsKept(string slug)
    {
        Assert.True(SlugGrammar.TryNormalize(slug, out var normalized, out var error), error);
        Assert.Equal(slug, normalized);
    }

    [Fact]
    public void TryNormalize_FormD_IsComposed()
    {
        Assert.True(SlugGrammar.TryNormalize("cafe\u0301-\u1112\u1161\u11AB", out var normalized, out _));
        Assert.Equal("café-한", normalized);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("my cool slug", "space")]
    [InlineData("tab\tbed", "control")]
    [InlineData("nul\0", "control")]
    [InlineData("a\u00A0b", "white space")]
    [InlineData("a\u200Db", "joiner")]
    [InlineData("\u200D🦣", "joiner")]
    [InlineData("🦣\u200D", "joiner")]
    [InlineData("a\u200Bb", "invisible")]
    [InlineData("\u202Eabc", "invisible")]
    [InlineData("a\U000E0067", "invisible")]
    [InlineData("a?b", "'?'")]
    [InlineData("#️⃣", "'#'")]
    [InlineData("100%", "percent-encoding")]
    [InlineData("a\\b", "'/'")]
    [InlineData("a+b", "'+'")]
    [InlineData("preview+", "'+'")]
    [InlineData("a&b", "U+0026")]
    [InlineData("€5", "U+20AC")]
    [InlineData("/a", "'/'")]
    [InlineData("a/", "'/'")]
    [InlineData("a//b", "'//'")]
    [InlineData("/", "'/'")]
    [InlineData("a/./b", "'..'")]
    [InlineData("..", "'..'")]
    [InlineData("a/..", "'..'")]
    public void TryNormalize_ForbiddenSlug_NamesTheProblem(string slug, string part)
    {
        Assert.False(SlugGrammar.TryNormalize(slug, out var normalized, out var error));
        Assert.Null(normalized);
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    // Not a case above: the runner would hand a lone surrogate over as U+FFFD.
    [Fact]
    public void TryNormalize_LoneSurrogate_IsRefused()
    {
        Assert.False(SlugGrammar.TryNormalize("a\uD83E", out _, out var error));
        Assert.Contains("surrogate", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_x")]
    [InlineData(".well-known")]
    [InlineData(".Well-Known/assetlinks.json")]
    [InlineData("favicon.ico")]
    [InlineData("FAVICON.ico")]
    [InlineData("robots.txt")]
    [InlineData("sitemap.xml")]
    [InlineData("Apple-App-Site-Association")]
    [InlineData("export")]
    [InlineData("IMPORT")]
    [InlineData("metadata")]
    [InlineData("bulk-update")]
    [InlineData("Bulk-x")]
    [InlineData("lnk_1")]
    [InlineData("LNK_abc")]
    [InlineData("ext_1")]
    [InlineData("summer/stats")]
    [InlineData("summer/Clicks")]
    [InlineData("a/b/QR")]
    [InlineData("test")]
    [InlineData("healthz")]
    [InlineData("a+")]
    public void TryNormalize_ReservedSlug_IsRefused(string slug)
    {
        Assert.False(SlugGrammar.TryNormalize(slug, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("🦣")]
    [InlineData("e\u0301")]
    public void TryNormalize_Length_CountsCharactersOfFormC(string character)
    {
        Assert.True(SlugGrammar.TryNormalize(string.Concat(Enumerable.Repeat(character, 190)), out _, out var error), error);
        Assert.False(SlugGrammar.TryNormalize(string.Concat(Enumerable.Repeat(character, 191)), out _, out error));
        Assert.Contains("191", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryNormalize_SlugsOfTheCorpus_AreKept() =>
        Assert.All(CorpusFile.Lines("slugs.txt"), slug =>
        {
            Assert.True(SlugGrammar.TryNormalize(slug, out var normalized, out var error), error);
            Assert.Equal(slug, normalized);
        });
}
