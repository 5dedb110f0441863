using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Leases;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Leases;

/// <summary>Two admins on one PostgreSQL, of each piece of work one is the holder.</summary>
public sealed class SharedLeasesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-leases-").FullName;

    private static readonly string[] Names =
        [LeaseName.ClickTelling, LeaseName.LinkCounts, LeaseName.LinkMirror, LeaseName.Analytics, LeaseName.OpenClicks, LeaseName.Conversions, LeaseName.Erasures, LeaseName.Removals, LeaseName.DeniedLinks, LeaseName.Jobs];

    [Fact]
    public async Task TwoAdmins_OneHoldsEachLease_AndTheOtherTakesWhatIsGivenBackOrOver()
    {
        var database = await TestDatabase.NewPostgresAsync();
        var one = await StartAsync(database);
        await using var two = await StartAsync(database);

        Assert.All(Names, name => Assert.True(LeaseOf(one, name).IsHeld, name));
        Assert.All(Names, name => Assert.False(LeaseOf(two, name).IsHeld, name));
        Assert.NotEqual(one.Services.GetRequiredService<LeaseNode>().Number, two.Services.GetRequiredService<LeaseNode>().Number);
        var term = LeaseOf(one, LeaseName.Jobs).Term;
        await WriteAsync(one, scope => LeaseOf(one, LeaseName.Jobs).RequireAsync(scope, term));

        // One stands still: its leases are over without its knowing.
        await WriteAsync(two, scope => scope.ExecuteAsync("UPDATE leases SET expires_at = 0 WHERE name = 'jobs'"));
        await Until.TrueAsync(() => Task.FromResult(LeaseOf(one, LeaseName.Jobs).IsHeld != LeaseOf(two, LeaseName.Jobs).IsHeld && !IsOver(one, two)), "one of them has it again");
        await WriteAsync(two, scope => scope.ExecuteAsync("UPDATE leases SET holder = 'somebody', token = token + 1, expires_at = unix_milliseconds() + 60000 WHERE name = 'removals'"));
        var lost = LeaseOf(one, LeaseName.Removals);
        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(
            one,
            async scope =>
            {
                await scope.ExecuteAsync("INSERT INTO versions (name, version) VALUES ('written by who lost it', 1)");
                await lost.RequireAsync(scope, lost.Term);
            }));
        Assert.Equal(0, await CountAsync(two, "SELECT COUNT(*) FROM versions WHERE name = 'written by who lost it'"));
        await Until.TrueAsync(() => Task.FromResult(!lost.IsHeld), "whoever lost it knows");

        await one.DisposeAsync();
        await Until.TrueAsync(
            () => Task.FromResult(Names.Where(name => name != LeaseName.Removals).All(name => LeaseOf(two, name).IsHeld)), "what was given back is the other's");
        Assert.True(LeaseOf(two, LeaseName.LinkMirror).Term > 1);
    }

    [Fact]
    public async Task OneAdminOnSqlite_HoldsAll_AndWritesNothingAboutIt()
    {
        if (TestDatabase.IsPostgres)
        {
            return;
        }

        await using var server = await AdminServer.StartAsync();

        Assert.All(Names, name => Assert.True(LeaseOf(server, name).IsHeld, name));
        Assert.Equal(0, await CountAsync(server, "SELECT COUNT(*) FROM leases"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsOver(AdminServer one, AdminServer two) => LeaseOf(one, LeaseName.Jobs).Term + LeaseOf(two, LeaseName.Jobs).Term == 0;

    private static ILease LeaseOf(AdminServer server, string name) => server.Services.GetRequiredService<ILeases>().Of(name);

    private Task<AdminServer> StartAsync(string database) => AdminServer.StartAsync(_folder, settings: [$"--ONELINK_DATABASE={database}"]);

    private static Task<int> WriteAsync(AdminServer server, Func<WriteScope, Task> work)
        => server.Services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                await work(scope);
                return 0;
            },
            CancellationToken.None);

    private static Task<long> CountAsync(AdminServer server, string sql)
        => server.Services.GetRequiredService<IDatabase>().ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql), CancellationToken.None);
}
