namespace OneLink.Admin.Database;

/// <summary>Opens and migrates the database before anything else starts.</summary>
internal sealed partial class DatabaseStarter(
    SqliteConnections connections,
    SqliteMigrator migrator,
    SqliteWriter writer,
    ILogger<DatabaseStarter> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var connection = connections.OpenWriter();
        migrator.Migrate(connection);
        writer.Start(connection);
        LogOpened(connection.DataSource, connection.ServerVersion);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Opened {File} with SQLite {Version}")]
    private partial void LogOpened(string file, string version);
}
