using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Links.Search;

namespace OneLink.Admin.Tests.Links.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("https://Acme.com/Summer-Sale?utm_source=a1#top", "acme com summer sale utm source a1 top")]
    [InlineData("https://acme.com/%E6%9D%B1%E4%BA%AC/caf%C3%A9", "acme com 東京 京 cafe")]
    [InlineData("Über Größe ÅNGSTRÖM", "uber große angstrom")]
    [InlineData("e\u0301te\u0301 Ёлка", "ete елка")]
    [InlineData("東京タワー2026", "東京 京タ タワ ワー ー 2026")]
    [InlineData("หมา", "หม มา า")]
    [InlineData("한국", "한국 국")]
    [InlineData("שלום-עולם", "שלום עולם")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("big🦣🦣news €5", "big 🦣 🦣 news € 5")]
    [InlineData("see https://x.io now", "see x io now")]
    [InlineData("-- ! ?", "")]
    public void Of_Text_IsItsWords(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));

    [Theory]
    [InlineData("sum", true)]
    [InlineData("summer", true)]
    [InlineData("SALE summ", true)]
    [InlineData("sal summer", false)]
    [InlineData("summers", false)]
    [InlineData("東", true)]
    [InlineData("京", true)]
    [InlineData("京 sale", true)]
    [InlineData("東京", true)]
    [InlineData("東タ", false)]
    [InlineData("タワー", true)]
    public void Matches_LastWordUnfinished_OthersWhole(string search, bool matches)
        => Assert.Equal(matches, SearchText.Of(search)!.Matches(SearchWords.Of("https://acme.com/summer-sale 東京タワー")));

    [Fact]
    public void Of_AnyText_HoldsNothingThatTheIndexWouldCut()
        => Prop.ForAll<NonNull<string>>(text => SearchWords.Of(text.Get).All(word =>
            word.Length is > 0 and <= 64 && word.All(c => c > '\u007F' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Matches_AnyTextsOwnWords_AreFound()
        => Prop.ForAll<NonNull<string>, NonNull<string>>((text, other) =>
            SearchText.Of(text.Get) is not { } search || search.Matches(SearchWords.Of(text.Get).Concat(SearchWords.Of(other.Get)))).QuickCheckThrowOnFailure();
}
