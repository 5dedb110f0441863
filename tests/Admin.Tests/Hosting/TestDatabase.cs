using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Tests.Database;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>
/// The database of a test's admin: SQLite in its data folder, or with <c>ONELINK_TEST_DATABASE=postgres</c> one of the tests'
/// PostgreSQL for each data folder, so that an admin that is started again finds its own.
/// </summary>
internal static class TestDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> ByFolder = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static readonly Lazy<byte[]> SqliteTemplate = new(MakeSqliteTemplate);

    public static bool IsPostgres { get; } = string.Equals(Environment.GetEnvironmentVariable("ONELINK_TEST_DATABASE"), "postgres", StringComparison.Ordinal);

    /// <summary>The setting's value; null for the default, SQLite in the folder.</summary>
    public static async Task<string?> OfAsync(string dataFolder)
        => IsPostgres ? await ByFolder.GetOrAdd(Path.GetFullPath(dataFolder), static _ => new(NewPostgresAsync)).Value : null;

    /// <summary>Gives a folder without a database one whose schema is this build's.</summary>
    public static async Task MakeSqliteAsync(string dataFolder)
    {
        var file = SqliteFileOf(dataFolder);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, SqliteTemplate.Value);
        }
    }

    /// <summary>A new PostgreSQL database whose schema is this build's, whatever the variable says.</summary>
    /// <returns>Its address, as <c>ONELINK_DATABASE</c> takes it.</returns>
    public static async Task<string> NewPostgresAsync() => AddressOf(await PostgresCluster.CreateDatabaseAsync(await Template.Value));

    /// <summary>A new PostgreSQL database with nothing in it.</summary>
    public static async Task<string> EmptyPostgresAsync() => AddressOf(await PostgresCluster.CreateDatabaseAsync());

    /// <summary>Drops what a data folder had, once its admin is gone.</summary>
    public static async Task DropAsync(string dataFolder)
    {
        if (ByFolder.TryRemove(Path.GetFullPath(dataFolder), out var address) && PostgresAddress.Read("test", await address.Value) is { } database)
        {
            await PostgresCluster.DropDatabaseAsync(new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!);
        }
    }

    // Copying a template is much quicker than making the schema.
    private static async Task<string> MakeTemplateAsync()
    {
        var made = await PostgresCluster.CreateDatabaseAsync();
        await using (var connections = new PostgresConnections(PostgresAddress.Read("test", AddressOf(made))))
        {
            await new PostgresMigrator(connections, TimeProvider.System, NullLogger<PostgresMigrator>.Instance).MigrateAsync(CancellationToken.None);
        }

        return new NpgsqlConnectionStringBuilder(made).Database!;
    }

    private static byte[] MakeSqliteTemplate()
    {
        using var data = new TestData();
        var settings = AdminSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("ONELINK_DATA", data.Path)]).Build());
        using (var connection = new SqliteConnections(settings).OpenWriter())
        {
            new SqliteMigrator(TimeProvider.System, NullLogger<SqliteMigrator>.Instance).Migrate(connection);
        }

        return File.ReadAllBytes(SqliteFileOf(data.Path));
    }

    private static string SqliteFileOf(string dataFolder) => Path.Combine(dataFolder, "admin", "onelink.db");

    private static string AddressOf(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(CultureInfo.InvariantCulture, $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}?sslmode=disable&pool={parts.MaxPoolSize}");
    }
}
