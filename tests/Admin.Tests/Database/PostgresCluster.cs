using Npgsql;

namespace OneLink.Admin.Tests.Database;

/// <summary>The PostgreSQL that the tests share, started by the first that needs it and ended with the process.</summary>
internal static class PostgresCluster
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(PostgresServer.StartAsync);

    /// <returns>How to connect to a new database, as its owner, who is no superuser.</returns>
    /// <param name="template">A database to copy, to which nobody is connected; null for an empty one.</param>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var server = await Started.Value;
        var name = "d" + Guid.NewGuid().ToString("N");
        await server.ExecuteAsync($"CREATE DATABASE {name} OWNER {PostgresServer.Role}{(template is null ? "" : " TEMPLATE " + template)}");
        return new NpgsqlConnectionStringBuilder(server.Super.ToString()) { Pooling = true, Database = name, Username = PostgresServer.Role, MaxPoolSize = 10 }.ToString();
    }

    /// <summary>Drops a database; whoever is still connected is thrown out.</summary>
    public static async Task DropDatabaseAsync(string name) => await (await Started.Value).ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Ends every connection to a database, as a server that is started again does.</summary>
    public static async Task CutAsync(string name)
        => await (await Started.Value).ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

    /// <summary>The server's port, to put something between.</summary>
    public static async Task<int> PortAsync() => (await Started.Value).Port;
}
