namespace OneLink.Analytics.Queries;

/// <summary>When did the first click come? To the quarter of an hour; null where none did.</summary>
internal static class FirstClick
{
    public const string OfLink = """
        SELECT count(), toInt64(toUnixTimestamp(min(bucket)))
        FROM clicks_by_quarter_hour
        WHERE account_id = {account:UInt32} AND link_id = {link:UInt64}
        """;

    public const string OfAccount = """
        SELECT count(), toInt64(toUnixTimestamp(min(bucket)))
        FROM account_clicks_by_quarter_hour
        WHERE account_id = {account:UInt32}
        """;
}
