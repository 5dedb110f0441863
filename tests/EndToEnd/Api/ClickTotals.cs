namespace OneLink.EndToEnd.Api;

/// <summary>People's clicks on links in the table and in its rollups, rows of the table, and different click ids among them.</summary>
internal readonly record struct ClickTotals(long Clicks, long OfLinks, long Rows, long Ids, long OfAccounts)
{
    public bool AreEqual => Clicks == OfLinks && Clicks == OfAccounts && Rows == Ids;
}
