namespace OneLink.EndToEnd.Api;

/// <summary>
/// People's clicks on links in the table and in its rollups, rows of the table, and different click ids among them. The
/// rollup of accounts counts each click once in every dimension and grain: the smallest and the largest of these sums.
/// </summary>
internal readonly record struct ClickTotals(long Clicks, long OfLinks, long Rows, long Ids, long LeastOfAccounts, long MostOfAccounts)
{
    public bool AreEqual => Clicks == OfLinks && Clicks == LeastOfAccounts && Clicks == MostOfAccounts && Rows == Ids;
}
