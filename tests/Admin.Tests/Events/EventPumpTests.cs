using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Events;

public sealed class EventPumpTests : IAsyncLifetime
{
    private readonly CountingConsumer _consumer = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
    private AdminServer _server = null!;

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Events_ReachTheConsumerOnceAndInOrder()
    {
        foreach (var id in Enumerable.Range(1, 25))
        {
            await RaiseAsync(id);
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(id => (long)id), await SeenAsync(25));
    }

    [Fact]
    public async Task Consumer_ThatFails_SeesTheEventAgainAndKeepsItOnce()
    {
        _consumer.Failures[2] = 2;
        await RaiseAsync(1, 2, 3);

        Assert.Equal([1, 2, 3], await SeenAsync(3));
    }

    [Fact]
    public async Task Rollback_TakesItsEventsBack()
    {
        await Database.WriteAsync(
            scope =>
            {
                scope.Raise(new DomainEvent(EventNames.ContactCreated, 1, 1));
                scope.Rollback();
                return Task.FromResult(0);
            },
            CancellationToken.None);
        await RaiseAsync(2);

        Assert.Equal([2], await SeenAsync(1));
    }

    [Fact]
    public async Task Restart_GoesOnWhereItWas()
    {
        await RaiseAsync(1);
        Assert.Equal([1], await SeenAsync(1));

        await _server.DisposeAsync();
        _server = await StartAsync();
        await RaiseAsync(2);

        Assert.Equal([1, 2], await SeenAsync(2));
    }

    private IDatabase Database => _server.Services.GetRequiredService<IDatabase>();

    private Task<AdminServer> StartAsync()
        => AdminServer.StartAsync(_folder, replace: services => services.AddSingleton<IEventConsumer>(_consumer));

    private Task<int> RaiseAsync(params long[] ids)
        => Database.WriteAsync(
            scope =>
            {
                foreach (var id in ids)
                {
                    scope.Raise(new DomainEvent(EventNames.ContactCreated, 1, id));
                }

                return Task.FromResult(ids.Length);
            },
            CancellationToken.None);

    /// <summary>The entities of the events seen, once there are as many as expected.</summary>
    private async Task<IReadOnlyList<long>> SeenAsync(int count)
    {
        for (var tries = 0; ; tries++)
        {
            var seen = await Database.ReadAsync(
                async connection => (await connection.QueryAsync<long>("SELECT failed_at FROM event_failures WHERE consumer = 'seen' ORDER BY sequence")).AsList(),
                CancellationToken.None);
            if (seen.Count >= count || tries > 1_200)
            {
                return seen;
            }

            await Task.Delay(50);
        }
    }
}
