using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneLink.Admin.Database;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.LinkClicks.Nudges;
using OneLink.Admin.Tests.Channels;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.LinkClicks.Nudges;

/// <summary>When a tap that nothing followed is told of, by a clock that is set.</summary>
public sealed class LinkNudgesTests : IAsyncLifetime
{
    private const string Sara = "971500000001";

    private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private ProviderStandIn _provider = null!;
    private AdminServer _server = null!;
    private ConnectedInbox _inbox = null!;
    private int _written;

    private IDatabase Database => _server.Services.GetRequiredService<IDatabase>();

    public async Task InitializeAsync()
    {
        _provider = await ProviderStandIn.StartAsync();
        _server = await AdminServer.StartAsync(settings: _provider.Settings, replace: services => services.AddSingleton<TimeProvider>(_clock));
        _inbox = await (await Tenant.JoinAsync(_server)).ConnectAsync(_server, "whatsapp");
        await WriteAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Tap_ThatNothingFollows_IsToldOnceAnHourLater_UntilTheContactHasWrittenAgain()
    {
        await TapAsync();
        Assert.Equal(0, await AfterAsync(TimeSpan.FromMinutes(59)));
        await TapAsync();
        Assert.Equal(1, await AfterAsync(TimeSpan.FromMinutes(1)));
        await TapAsync();
        Assert.Equal(1, await AfterAsync(TimeSpan.FromHours(2)));

        await WriteAsync();
        Assert.Equal(1, await AfterAsync(TimeSpan.FromMinutes(1)));
        await TapAsync();
        Assert.Equal(2, await AfterAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Tap_LateInTheWindow_IsToldBeforeItCloses()
    {
        await AfterAsync(TimeSpan.FromHours(23));
        await TapAsync();
        Assert.Equal(0, await AfterAsync(TimeSpan.FromMinutes(44)));
        Assert.Equal(1, await AfterAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Tap_InTheLastMinutes_IsToldAtOnce()
    {
        await AfterAsync(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        await TapAsync();
        Assert.Equal(1, await AfterAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Tap_WithoutTheRightToWrite_IsNotTold()
    {
        // He has written; the window is closed when its time comes, and when he taps; he wants nothing.
        await TapAsync();
        _clock.Now += TimeSpan.FromMinutes(30);
        await WriteAsync();
        Assert.Equal(0, await AfterAsync(TimeSpan.FromHours(1)));

        await TapAsync();
        Assert.Equal(0, await AfterAsync(TimeSpan.FromHours(24)));
        await TapAsync();
        Assert.Equal(0, await AfterAsync(TimeSpan.FromHours(24)));

        await WriteAsync();
        _clock.Now += TimeSpan.FromMinutes(1);
        await TapAsync();
        await Database.WriteAsync(scope => scope.ExecuteAsync("UPDATE contact_inboxes SET opted_out_at = 1"), CancellationToken.None);
        Assert.Equal(0, await AfterAsync(TimeSpan.FromHours(2)));
    }

    private async Task WriteAsync()
        => Assert.Equal(System.Net.HttpStatusCode.OK, await _inbox.TellAsync(_inbox.Text(Sara, $"wamid.{++_written}", "Hi", _clock.Now)));

    /// <summary>A tap a second later on a link of the conversation.</summary>
    private async Task TapAsync()
    {
        _clock.Now += TimeSpan.FromSeconds(1);
        var now = _clock.Now.ToUnixTimeMilliseconds();
        await Database.WriteAsync(
            async scope =>
            {
                var (conversation, contact) = await scope.FirstOrDefaultAsync<(long, long)>("SELECT id, contact_id FROM conversations WHERE account_id = @AccountId", new { _inbox.Tenant.AccountId });
                await scope.ExecuteAsync(
                    """
                    INSERT INTO links (id, account_id, domain_id, slug, slug_key, url, enabled, settings, revision, created_at, updated_at)
                    SELECT 77, account_id, id, 'x', 'x', 'https://a.example/', 1, '{}', 1, 1, 1 FROM domains LIMIT 1 ON CONFLICT DO NOTHING
                    """);
                await LinkNudges.NoteAsync(
                    scope,
                    new LinkRecipient { LinkId = 77, AccountId = _inbox.Tenant.AccountId, ContactId = contact, ConversationId = conversation, CreatedAt = now },
                    now,
                    now);
                return 0;
            },
            CancellationToken.None);
    }

    /// <returns>How many were told by then.</returns>
    private async Task<long> AfterAsync(TimeSpan span)
    {
        _clock.Now += span;
        await _server.Services.GetServices<IHostedService>().OfType<NudgeAlarm>().Single().RingAsync(CancellationToken.None);
        return await Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM domain_events WHERE name = 'link.unanswered'"), CancellationToken.None);
    }
}
