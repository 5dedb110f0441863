using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Database;

/// <summary>PostgreSQL ends a connection at the worst moments.</summary>
public sealed class LostConnectionTests : IDisposable
{
    private const string EndSql = "SELECT pg_terminate_backend(pg_backend_pid())";
    private const string NoteSql = "INSERT INTO leases (name, holder, token, expires_at) VALUES ('lost', '', 0, 0)";

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-lost-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Write_WhoseConnectionIsLost_IsTakenBackAsAFailureOfTheSurroundings()
    {
        await using var admin = await AdminServer.StartAsync(_folder, settings: [$"--ONELINK_DATABASE={await TestDatabase.EmptyPostgresAsync()}"]);
        var database = admin.Services.GetRequiredService<IDatabase>();

        // 1. It is the piece of work itself that meets it.
        var lost = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => WriteAsync(scope => scope.ExecuteAsync(EndSql)));
        Assert.False(lost.IsOutcomeUnknown);

        // 2. Work that does not mind goes on writing: nothing of it may be kept.
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => WriteAsync(async scope =>
        {
            await Record.ExceptionAsync(() => scope.ExecuteAsync(EndSql));
            return await scope.ExecuteAsync(NoteSql);
        }));
        Assert.Equal(0, await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM leases WHERE name = 'lost'"), CancellationToken.None));

        // 3. The next one finds a connection.
        Assert.Equal(1, await WriteAsync(scope => scope.ExecuteAsync(NoteSql)));

        Task<int> WriteAsync(Func<WriteScope, Task<int>> work) => database.WriteAsync(work, CancellationToken.None);
    }
}
