using OneLink.Shared.Places;

namespace OneLink.Edge.Hosting;

/// <summary>What the source of places tells, in the log.</summary>
internal sealed partial class PlaceLog(ILogger<PlaceSource> logger)
{
    public void Write(string message, Exception? problem)
    {
        if (problem is null)
        {
            LogRead(message);
        }
        else
        {
            LogUnread(message, problem.Message);
        }
    }

    [LoggerMessage(EventId = 2401, Level = LogLevel.Information, Message = "{Message}")]
    private partial void LogRead(string message);

    [LoggerMessage(EventId = 2402, Level = LogLevel.Error, Message = "{Message}: {Reason}")]
    private partial void LogUnread(string message, string reason);
}
