using OneLink.Admin.Stats;

namespace OneLink.Admin.Tests.Stats;

public sealed class TwoProportionsTests
{
    /// <summary>200 and 150 of 1,000: pooled 0.175, standard error 0.016993, so z is 0.05 / 0.016993.</summary>
    [Fact]
    public void ZScoreAndPValue_WorkedExample_AreAsByHand()
    {
        var z = TwoProportions.ZScore(200, 1000, 150, 1000)!.Value;

        Assert.Equal(2.9424, z, 4);
        Assert.Equal(0.003256, TwoProportions.PValue(z), 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.959964, 0.05)]
    [InlineData(-2.575829, 0.01)]
    [InlineData(3.290527, 0.001)]
    public void PValue_QuantilesOfTheNormalDistribution_AreTheirLevels(double z, double p) => Assert.Equal(p, TwoProportions.PValue(z), 6);

    [Fact]
    public void ZScore_NothingConverted_IsNull() => Assert.Null(TwoProportions.ZScore(0, 100, 0, 100));

    [Fact]
    public void Of_ClearWinner_IsSignificantAndNamed()
    {
        var test = StatsVariantTest.Of([("A", 1000, 150), ("B", 1000, 220), ("C", 1000, 140)])!;

        Assert.Equal(("significant", "B"), (test.Verdict, test.Winner));
        Assert.Equal(["B", "A", "C"], test.Variants.Select(variant => variant.Name));
        Assert.Null(test.Variants[0].PValue);
    }

    [Fact]
    public void Of_SmallDifference_IsNotSignificant()
        => Assert.Equal(("notSignificant", null), Verdict([("A", 1000, 150), ("B", 1000, 152)]));

    [Fact]
    public void Of_FewConversions_IsNotEnoughData() => Assert.Equal(("notEnoughData", null), Verdict([("A", 100, 4), ("B", 100, 0)]));

    [Fact]
    public void Of_OneVariant_IsNoTest() => Assert.Null(StatsVariantTest.Of([("A", 100, 4)]));

    private static (string, string?) Verdict(IReadOnlyList<(string, long, long)> variants)
    {
        var test = StatsVariantTest.Of(variants)!;
        return (test.Verdict, test.Winner);
    }
}
