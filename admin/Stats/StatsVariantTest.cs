namespace OneLink.Admin.Stats;

/// <summary>
/// Whether the best variant is better than the others by more than chance: a two-proportion z-test of converted clicks
/// against each other variant, with pooled variance and Bonferroni's correction.
/// </summary>
/// <param name="Verdict"><c>significant</c>, <c>notSignificant</c> or <c>notEnoughData</c>.</param>
/// <param name="Winner">The best variant, where the verdict is significant.</param>
/// <param name="SignificanceLevel">Below this p-value a difference counts.</param>
/// <param name="Explanation">The verdict in words.</param>
/// <param name="Variants">Best first.</param>
internal sealed record StatsVariantTest(
    string Verdict, string? Winner, double SignificanceLevel, string Explanation, IReadOnlyList<StatsVariant> Variants)
{
    private const double Level = 0.05;

    /// <summary>Below five expected successes or failures in a cell the normal approximation is not to be trusted.</summary>
    private const double LeastExpected = 5;

    public static StatsVariantTest? Of(IReadOnlyList<(string Name, long Clicks, long Converted)> variants)
    {
        if (variants.Count < 2)
        {
            return null;
        }

        var ranked = variants.OrderByDescending(Rate).ThenBy(variant => variant.Name, StringComparer.Ordinal).ToList();
        var best = ranked[0];
        var comparisons = ranked.Count - 1;
        var results = new List<StatsVariant> { new(best.Name, best.Clicks, best.Converted, Rounded(Rate(best)), ZScore: null, PValue: null) };
        foreach (var other in ranked.Skip(1))
        {
            var z = TwoProportions.ZScore(best.Converted, best.Clicks, other.Converted, other.Clicks);
            double? p = z is { } score ? Math.Min(1, TwoProportions.PValue(score) * comparisons) : null;
            results.Add(new(other.Name, other.Clicks, other.Converted, Rounded(Rate(other)), z is { } shown ? Rounded(shown) : null, p));
        }

        if (!ranked.Skip(1).All(other => TwoProportions.LeastExpected(best.Converted, best.Clicks, other.Converted, other.Clicks) >= LeastExpected))
        {
            return new("notEnoughData", null, Level, "Too few clicks or conversions to tell the variants apart: each needs at least five of both kinds.", results);
        }

        return results.Skip(1).All(variant => variant.PValue < Level)
            ? new("significant", best.Name, Level, $"{best.Name} converts better than every other variant, by more than chance explains.", results)
            : new("notSignificant", null, Level, "The differences between the variants may be chance.", results);
    }

    private static double Rate((string Name, long Clicks, long Converted) variant) => variant.Clicks == 0 ? 0 : (double)variant.Converted / variant.Clicks;

    private static double Rounded(double value) => Math.Round(value, 6);
}
