namespace OneLink.Analytics.Queries;

/// <summary>When did the link's first click come? To the quarter of an hour; null where none did.</summary>
internal static class LinkFirstClick
{
    public const string Sql = """
        SELECT count(), toInt64(toUnixTimestamp(min(bucket)))
        FROM clicks_by_quarter_hour
        WHERE account_id = {account:UInt32} AND link_id = {link:UInt64}
        """;
}
