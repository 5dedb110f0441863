using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OneLink.Admin.Database;
using OneLink.Admin.Links;

namespace OneLink.Admin.Tests.Database;

/// <summary>The steps of both databases make the same schema.</summary>
public sealed class SchemaParityTests
{
    [Fact]
    public void Steps_SinceTheBaseline_HaveTheSameNumbers()
    {
        var postgres = Migration.LoadAll("Postgres").Select(step => step.Number).ToList();

        Assert.Equal(Migration.LoadAll("Sqlite").Select(step => step.Number).Where(number => number >= postgres[0]), postgres);
    }

    [Fact]
    public async Task Schemas_OfBothDatabases_AreTheSame()
    {
        await using var sqlite = new SqliteConnection("Data Source=:memory:");
        await sqlite.OpenAsync();
        sqlite.CreateFunction<long, string, long>(LinkUrlKey.SqlName, LinkUrlKey.Of, isDeterministic: true);
        new SqliteMigrator(TimeProvider.System, NullLogger<SqliteMigrator>.Instance).Migrate(sqlite);
        await using var postgres = new NpgsqlConnection(await PostgresCluster.CreateDatabaseAsync());
        foreach (var step in Migration.LoadAll("Postgres"))
        {
            await postgres.ExecuteAsync(step.Sql);
        }

        var onSqlite = await DatabaseSchema.OfSqliteAsync(sqlite);
        var onPostgres = await DatabaseSchema.OfPostgresAsync(postgres);
        Assert.Empty(onSqlite.Except(onPostgres, StringComparer.Ordinal));
        Assert.Empty(onPostgres.Except(onSqlite, StringComparer.Ordinal));
        Assert.Equal(onSqlite, onPostgres);
    }
}
