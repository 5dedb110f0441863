using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Moving;

/// <summary>
/// <c>onelink-admin migrate-database SQLITE_FILE POSTGRES_URL</c>: moves an installation whose admin is stopped
/// (docs/operations/postgresql.md).
/// </summary>
internal static class MigrateDatabaseCommand
{
    public const string Name = "migrate-database";

    private const string Usage = "migrate-database takes the SQLite file and the database that it moves to, like postgres://user:password@host:5432/onelink.";

    public static Task<int> RunAsync(string[] arguments)
        => AdminProcess.RunCommandAsync(() => arguments is [var file, var address]
            ? RunAsync(file, PostgresAddress.Read("The target", address), DatabaseMove.DefaultBatch, TimeProvider.System, Console.Out)
            : throw new StartupException(Usage));

    /// <param name="file">Of SQLite.</param>
    /// <param name="address">Of PostgreSQL.</param>
    /// <param name="batch">Rows in one transaction.</param>
    /// <param name="clock">For the figures that are shown.</param>
    /// <param name="output">Is told how far it is.</param>
    /// <exception cref="StartupException">It cannot be moved; the message says what to do.</exception>
    public static async Task<int> RunAsync(string file, PostgresAddress address, int batch, TimeProvider clock, TextWriter output)
    {
        using var source = MoveSource.Open(Path.GetFullPath(file));
        await using var connections = new PostgresConnections(address);
        try
        {
            await using var connection = await connections.OpenOwnAsync(builder => builder.CommandTimeout = 0, CancellationToken.None);
            PostgresEngine.Check(connection, address.Name);
            var migrator = new PostgresMigrator(connections, clock, NullLogger<PostgresMigrator>.Instance);
            await new DatabaseMove(source, new MoveTarget(connection, address.Name), () => migrator.MigrateAsync(CancellationToken.None), batch, clock, output).RunAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StartupException(Explain(address, exception), exception);
        }

        await output.WriteLineAsync($"Start every admin with ONELINK_DATABASE={address.Name} (and its password) and the same data folder. The SQLite file is as it was: keep it until you have a backup of PostgreSQL.");
        return 0;
    }

    private static string Explain(PostgresAddress address, Exception exception)
    {
        var reason = PostgresEngine.Reason(exception);
        return exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DiskFull }
                => $"The disk of {address.Name} is full: {reason}. Make room there, then run this again: it goes on where it stopped.",
            PostgresException refused when !DatabaseFailure.IsOutside(refused) => $"The database {address.Name} refuses: {reason}{(refused.Hint is { } hint ? " " + hint : "")}",
            _ => $"The database {address.Name} cannot be reached: {reason}. Run this again once it can: what was begun goes on where it stopped.",
        };
    }
}
