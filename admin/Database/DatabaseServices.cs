using OneLink.Admin.Database.Replicas;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

internal static class DatabaseServices
{
    /// <summary>SQLite, or the PostgreSQL that <c>ONELINK_DATABASE</c> names.</summary>
    public static void AddDatabase(this IServiceCollection services, AdminSettings settings)
    {
        services.AddSingleton<DatabaseWriter>();
        services.AddSingleton<CommitNews>();
        services.AddHostedService<DatabaseStarter>();
        if (settings.Postgres is { } address)
        {
            services.AddPostgres(address, settings.Replicas);
        }
        else
        {
            services.AddSqlite();
        }
    }

    /// <summary>Opens the database as the process would, for a command that does not start it.</summary>
    public static Task OpenDatabaseAsync(this IServiceProvider services)
        => services.GetServices<IHostedService>().OfType<DatabaseStarter>().Single().StartAsync(CancellationToken.None);

    private static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton<SqliteConnections>();
        services.AddSingleton<SqliteMigrator>();
        services.AddSingleton<IDatabaseEngine, SqliteEngine>();
        services.AddSingleton<IDatabase, SqliteDatabase>();
        services.AddSingleton<IWordIndex, SqliteWordIndex>();
        services.AddSingleton<ISqlDialect, SqliteDialect>();
    }

    private static void AddPostgres(this IServiceCollection services, PostgresAddress address, ReplicaSettings replicas)
    {
        // In place of the machine's.
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddSingleton(_ => new PostgresConnections(address));
        services.AddSingleton<PostgresMigrator>();
        services.AddSingleton<IDatabaseEngine, PostgresEngine>();
        services.AddSingleton<IDatabase, PostgresDatabase>();
        services.AddSingleton<IWordIndex, PostgresWordIndex>();
        services.AddSingleton<ISqlDialect, PostgresDialect>();

        services.AddSingleton(replicas);
        services.AddSingleton<PrimaryPosition>();
        services.AddSingleton<ReplicaMetrics>();
        services.AddSingleton<ReplicaReads>();
        services.AddHostedService<ReplicaWatch>();

        // Other admins' commits.
        services.AddHostedService<PostgresListener>();
        services.AddHostedService<CommitWatch>();
    }
}
