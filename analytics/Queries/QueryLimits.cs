using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>What one question may cost, so that none can starve the inserts or the questions of others.</summary>
public sealed record QueryLimits
{
    public TimeSpan MaxExecutionTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes that ClickHouse may hold for one question.</summary>
    public long MaxMemory { get; init; } = 512L * 1024 * 1024;

    /// <summary>Rows of one answer. The tidy form of a year by the hour and ten countries has 87,600.</summary>
    public int MaxResultRows { get; init; } = 1_000_000;

    /// <summary>
    /// Threads of one question. The embedded engine would give it half of the processors, a server all: few enough for
    /// the questions of others, and enough that the hottest link's is answered in half the time.
    /// </summary>
    public int MaxThreads { get; init; } = 2;

    internal ClickHouseQueryOptions Options => WithSettings([]);

    /// <summary>
    /// The same for questions about clicks: on a cluster each shard has the links of its clicks, so that tags and campaigns
    /// need not be sent to all of them.
    /// </summary>
    internal ClickHouseQueryOptions OfClicks => WithSettings([new("distributed_product_mode", "local")]);

    private ClickHouseQueryOptions WithSettings(IEnumerable<KeyValuePair<string, string>> more) => new()
    {
        MaxExecutionTime = MaxExecutionTime,
        Settings = new Dictionary<string, string>(more, StringComparer.Ordinal)
        {
            // Reads only; of the two read-only modes the one that still takes the limits below.
            ["readonly"] = "2",
            ["max_memory_usage"] = MaxMemory.ToString(CultureInfo.InvariantCulture),
            ["max_result_rows"] = MaxResultRows.ToString(CultureInfo.InvariantCulture),
            ["result_overflow_mode"] = "throw",
            ["max_threads"] = MaxThreads.ToString(CultureInfo.InvariantCulture),
            ["cancel_http_readonly_queries_on_client_close"] = "1",

            // All parts of an answer see the table at one moment, so that groups add up to the total while clicks arrive.
            ["enable_shared_storage_snapshot_in_query"] = "1",
        },
    };
}
