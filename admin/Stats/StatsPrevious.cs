namespace OneLink.Admin.Stats;

/// <summary>The range that the answer is compared with, and the change since then.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Totals">Of that range.</param>
/// <param name="Series">Of that range; its steps stand beside those of the answer.</param>
/// <param name="Change">Of clicks and visitors.</param>
internal sealed record StatsPrevious(string From, string To, StatsTotals Totals, IReadOnlyList<StatsPoint> Series, StatsChange Change);
