namespace OneLink.Analytics.Client;

/// <summary>Names of the output formats in use, as ClickHouse spells them.</summary>
public static class ClickHouseFormats
{
    /// <summary>One JSON array a line; what <see cref="ClickHouseRow"/> reads.</summary>
    public const string JsonCompactEachRow = "JSONCompactEachRow";

    /// <summary>One JSON object a line.</summary>
    public const string JsonEachRow = "JSONEachRow";

    public const string CsvWithNames = "CSVWithNames";

    public const string TabSeparated = "TabSeparated";

    public const string RowBinary = "RowBinary";
}
