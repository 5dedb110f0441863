namespace OneLink.Admin.Stats;

/// <summary>Growth as a share of what there was: 0.25 is a quarter more. Null where there was nothing.</summary>
internal sealed record StatsChange(double? Clicks, double? UniqueVisitors)
{
    private const int Digits = 4;

    public static StatsChange Between(StatsTotals before, StatsTotals now)
        => new(Of(before.Clicks, now.Clicks), Of(before.UniqueVisitors, now.UniqueVisitors));

    private static double? Of(long before, long now) => before == 0 ? null : Math.Round((double)(now - before) / before, Digits);
}
