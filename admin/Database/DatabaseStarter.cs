namespace OneLink.Admin.Database;

/// <summary>Opens and migrates the database before anything else starts.</summary>
internal sealed partial class DatabaseStarter(IDatabaseEngine engine, DatabaseWriter writer, ILogger<DatabaseStarter> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var opened = await engine.OpenAsync(cancellationToken);
        await writer.StartAsync();
        LogOpened(opened);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Opened {Database}")]
    private partial void LogOpened(string database);
}
