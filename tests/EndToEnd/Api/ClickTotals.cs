namespace OneLink.EndToEnd.Api;

/// <summary>People's clicks on links in the table and in its rollup, rows of the table, and different click ids among them.</summary>
internal readonly record struct ClickTotals(long Clicks, long InRollup, long Rows, long Ids)
{
    public bool AreEqual => Clicks == InRollup && Rows == Ids;
}
