using Microsoft.Extensions.Logging.Console;
using OneLink.Edge.Settings;

namespace OneLink.Edge.Hosting;

internal static class EdgeLogging
{
    /// <summary>One line an event, UTC; the framework speaks up from warnings on.</summary>
    public static void AddEdgeLogging(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddFilter(LogLevelSwitch.Allows);
    }
}
