namespace OneLink.Admin.Stats;

internal enum StatsShape
{
    /// <summary>Totals, series and groups beside each other.</summary>
    Summary,

    /// <summary>One row a step and combination of values.</summary>
    Rows,
}
