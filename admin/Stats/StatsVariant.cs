namespace OneLink.Admin.Stats;

/// <summary>How one variant did.</summary>
/// <param name="Name">Of the variant.</param>
/// <param name="Clicks">People's clicks that it got.</param>
/// <param name="Converted">How many of them were followed by a conversion.</param>
/// <param name="Rate">The share of them.</param>
/// <param name="ZScore">Of the difference to the best variant; null for the best one itself.</param>
/// <param name="PValue">Two-sided, corrected for the number of comparisons; null for the best one itself.</param>
internal sealed record StatsVariant(string Name, long Clicks, long Converted, double Rate, double? ZScore, double? PValue);
