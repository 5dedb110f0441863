namespace OneLink.Analytics.Client;

/// <summary>What one query asks for beyond its text and parameters.</summary>
public sealed record ClickHouseQueryOptions
{
    public static ClickHouseQueryOptions Default { get; } = new();

    /// <summary>ClickHouse stops the query after this time; by default <see cref="ClickHouseOptions.Timeout"/>.</summary>
    public TimeSpan? MaxExecutionTime { get; init; }

    /// <summary>
    /// True: the answer starts when the query is done, so that a late failure is still a proper error. False: rows flow as
    /// they are found, for exports that are too large to hold; a late failure then breaks off the stream.
    /// </summary>
    public bool WaitForEnd { get; init; } = true;

    /// <summary>Database of this query instead of <see cref="ClickHouseOptions.Database"/>.</summary>
    public string? Database { get; init; }

    /// <summary>ClickHouse settings by name, such as <c>max_rows_to_read</c>.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
