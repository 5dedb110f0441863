using System.Diagnostics.Metrics;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Stats;

/// <summary>Says which ClickHouse host is asked from now on, and counts how often that changed.</summary>
internal sealed partial class HostChanges
{
    private readonly Counter<long> _changes;
    private readonly ILogger<HostChanges> _logger;

    public HostChanges(IMeterFactory meters, ILogger<HostChanges> logger)
    {
        _changes = meters.Create("OneLink.Admin.ClickHouse").CreateCounter<long>(
            "onelink.clickhouse.host_changes", description: "Times that another ClickHouse host answered than before.");
        _logger = logger;
    }

    public void Note(HostChange change)
    {
        _changes.Add(1);
        if (change.Reason is null)
        {
            LogBack(change.To, change.From);
        }
        else
        {
            LogMoved(change.To, change.From, change.Reason);
        }
    }

    [LoggerMessage(EventId = 1803, Level = LogLevel.Warning, Message = "ClickHouse is asked at {To} instead of {From}, which failed: {Reason}")]
    private partial void LogMoved(ClickHouseHost to, ClickHouseHost from, string reason);

    [LoggerMessage(EventId = 1804, Level = LogLevel.Information, Message = "ClickHouse is asked at {To} again, and no longer at {From}")]
    private partial void LogBack(ClickHouseHost to, ClickHouseHost from);
}
