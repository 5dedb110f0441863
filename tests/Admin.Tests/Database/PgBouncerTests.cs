using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Feed;
using OneLink.Admin.Leases;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Database;

/// <summary>Admins behind a PgBouncer in transaction mode.</summary>
public sealed class PgBouncerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-pooled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TwoAdminsBehindIt_MigrateWriteAndHearOfEachOther()
    {
        await using var pooler = await PgBouncer.StartAsync();
        var direct = new Uri(await TestDatabase.EmptyPostgresAsync());
        var pooled = new UriBuilder(direct) { Port = pooler.Port }.Uri.ToString();
        await using var one = await AdminServer.StartAsync(_folder, settings: [$"--ONELINK_DATABASE={pooled}"]);
        await using var two = await AdminServer.StartAsync(_folder, settings: [$"--ONELINK_DATABASE={pooled}"]);

        Assert.False(one.Services.GetRequiredService<PostgresConnections>().HasSessions);
        var heard = two.Services.GetRequiredService<ChangeSignal>().Next;
        for (var number = 0; number < 20; number++)
        {
            (await one.Client.PostAsync("/links", $$"""{"url":"https://acme.com/{{number}}","slug":"pooled-{{number}}"}""")).Is(HttpStatusCode.Created);
            (await two.Client.GetJsonAsync($"/links/pooled-{number}")).Is(HttpStatusCode.OK);
        }

        await heard.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(one.Services.GetRequiredService<ILeases>().Of(LeaseName.Jobs).IsHeld);
        Assert.False(two.Services.GetRequiredService<ILeases>().Of(LeaseName.Jobs).IsHeld);
    }
}
