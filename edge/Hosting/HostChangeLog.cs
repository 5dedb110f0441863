using OneLink.Analytics.Client;

namespace OneLink.Edge.Hosting;

/// <summary>Says which ClickHouse host clicks go to from now on.</summary>
internal sealed partial class HostChangeLog(ILogger logger)
{
    public void Write(HostChange change)
    {
        if (change.Reason is null)
        {
            LogBack(change.To, change.From);
        }
        else
        {
            LogMoved(change.To, change.From, change.Reason);
        }
    }

    [LoggerMessage(EventId = 5020, Level = LogLevel.Warning, Message = "ClickHouse is asked at {To} instead of {From}, which failed: {Reason}")]
    private partial void LogMoved(ClickHouseHost to, ClickHouseHost from, string reason);

    [LoggerMessage(EventId = 5021, Level = LogLevel.Information, Message = "ClickHouse is asked at {To} again, and no longer at {From}")]
    private partial void LogBack(ClickHouseHost to, ClickHouseHost from);
}
