namespace OneLink.Admin.Database;

internal static class DatabaseServices
{
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton<SqliteConnections>();
        services.AddSingleton<SqliteMigrator>();
        services.AddSingleton<IDatabaseEngine, SqliteEngine>();
        services.AddSingleton<DatabaseWriter>();
        services.AddSingleton<CommitNews>();
        services.AddSingleton<IDatabase, SqliteDatabase>();
        services.AddSingleton<IWordIndex, SqliteWordIndex>();
        services.AddSingleton<ISqlDialect, SqliteDialect>();
        services.AddHostedService<DatabaseStarter>();
    }

    /// <summary>Opens the database as the process would, for a command that does not start it.</summary>
    public static Task OpenDatabaseAsync(this IServiceProvider services)
        => services.GetServices<IHostedService>().OfType<DatabaseStarter>().Single().StartAsync(CancellationToken.None);
}
