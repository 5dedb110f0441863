using OneLink.Shared.Links;

namespace OneLink.Shared.Tests.Links;

public sealed class SlugGeneratorTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    public void Generate_Length_IsHonoured(int length)
    {
        var slug = SlugGenerator.Generate(length, "go-");
        Assert.StartsWith("go-", slug, StringComparison.Ordinal);
        Assert.Equal(length + 3, slug.Length);
    }

    [Fact]
    public void Generate_Default_IsSevenOfTheAlphabet()
    {
        var slug = SlugGenerator.Generate();
        Assert.Equal(7, slug.Length);
        Assert.All(slug, c => Assert.Contains(c, SlugGenerator.Alphabet));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(65)]
    [InlineData(-1)]
    public void Generate_LengthOutOfBounds_Throws(int length)
    {
        Assert.False(SlugGenerator.IsLength(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlugGenerator.Generate(length));
    }

    [Fact]
    public void Alphabet_HasNoLookAlikesOrTwins()
    {
        Assert.Equal(SlugGenerator.Alphabet.Length, SlugGenerator.Alphabet.Distinct().Count());
        Assert.All("0Oo1lIi", c => Assert.DoesNotContain(c, SlugGenerator.Alphabet));
        Assert.True(SlugGrammar.TryNormalize(SlugGenerator.Alphabet, out _, out _));
    }

    [Fact]
    public void Generate_ManySlugs_DrawsEveryCharacterEvenly()
    {
        const int Slugs = 20_000;
        var counts = Enumerable.Range(0, Slugs).SelectMany(_ => SlugGenerator.Generate()).GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        var expected = (double)Slugs * SlugGenerator.DefaultLength / SlugGenerator.Alphabet.Length;
        var chiSquare = SlugGenerator.Alphabet.Sum(c => Math.Pow(counts.GetValueOrDefault(c) - expected, 2) / expected);

        // 54 degrees of freedom: above 130 in less than one run of ten million. Taking bytes modulo 55 would give about 2,000.
        Assert.True(chiSquare < 130, $"chi square {chiSquare}");
    }
}
