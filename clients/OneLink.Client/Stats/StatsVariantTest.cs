namespace OneLink.Client.Stats;

/// <summary>Whether the best variant is better by more than chance.</summary>
public sealed record StatsVariantTest(string Verdict, string? Winner, double SignificanceLevel, string Explanation, IReadOnlyList<StatsVariant> Variants);
