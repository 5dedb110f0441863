using OneLink.Admin.Links;

namespace OneLink.Admin.Tests.Links;

public sealed class UtmMergeTests
{
    [Theory]
    [InlineData("https://a.com", "https://a.com?utm_source=s")]
    [InlineData("https://a.com/", "https://a.com/?utm_source=s")]
    [InlineData("https://a.com/?", "https://a.com/?utm_source=s")]
    [InlineData("https://a.com/#f?x", "https://a.com/?utm_source=s#f?x")]
    [InlineData("https://a.com/?emptyquery", "https://a.com/?emptyquery&utm_source=s")]
    [InlineData("https://a.com/?a=%2B&b=c%3D#f", "https://a.com/?a=%2B&b=c%3D&utm_source=s#f")]
    [InlineData("https://a.com/?utm_source=old&b=1", "https://a.com/?utm_source=s&b=1")]
    [InlineData("https://a.com/?utm_source&b=1&utm_source=2", "https://a.com/?utm_source=s&b=1")]
    [InlineData("https://a.com/?utm_source_x=1", "https://a.com/?utm_source_x=1&utm_source=s")]
    public void Apply_Source_IsMergedAndNothingElseChanges(string url, string expected)
        => Assert.Equal(expected, UtmMerge.Apply(url, new LinkUtm { Source = "s" }));

    [Fact]
    public void Apply_Nothing_KeepsTheUrl() => Assert.Equal("https://a.com/?#", UtmMerge.Apply("https://a.com/?#", LinkUtm.None));

    [Fact]
    public void Apply_AllValues_AreEncodedInOrder()
        => Assert.Equal(
            "https://a.com/?utm_source=a%26b&utm_medium=c%20d&utm_campaign=%C3%A9&utm_term=%23&utm_content=1%2B1",
            UtmMerge.Apply("https://a.com/", new LinkUtm { Source = "a&b", Medium = "c d", Campaign = "é", Term = "#", Content = "1+1" }));
}
