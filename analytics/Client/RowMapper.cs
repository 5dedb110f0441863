namespace OneLink.Analytics.Client;

/// <summary>Makes a value of one row; columns are read in the order of the SELECT list.</summary>
public delegate T RowMapper<out T>(ref ClickHouseRow row);
