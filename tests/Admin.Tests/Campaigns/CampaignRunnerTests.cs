using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Campaigns;
using OneLink.Admin.Database;
using OneLink.Admin.Leases;
using OneLink.Admin.Tests.Channels;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Campaigns;

/// <summary>Whom a campaign writes to, and when, by a clock that is set. It is 8 o'clock in the morning in the inbox's zone, UTC.</summary>
public sealed class CampaignRunnerTests : IAsyncLifetime
{
    private const string Template = """ "template_params":{"name":"sale","language":"en"} """;
    private const string Slowly = ""","messages_per_minute":60""";

    private readonly ManualClock _clock = new(new DateTimeOffset(2027, 1, 15, 8, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<long, string> _numberOf = [];
    private ProviderStandIn _provider = null!;
    private AdminServer _server = null!;
    private ConnectedInbox _inbox = null!;
    private int _numbers;

    private Person Admin => _inbox.Admin;

    private Tenant Tenant => _inbox.Tenant;

    public async Task InitializeAsync()
    {
        _provider = await ProviderStandIn.StartAsync();
        _server = await AdminServer.StartAsync(settings: _provider.Settings, replace: services => services.AddSingleton<TimeProvider>(_clock));
        _inbox = await (await Tenant.JoinAsync(_server)).ConnectAsync(_server, "whatsapp");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Contacts_WhoMayNotBeWrittenTo_AreSkippedWithTheReason()
    {
        var open = await ContactAsync(writes: true);
        var closed = await ContactAsync();
        var optedOut = await ContactAsync(writes: true);
        var blocked = await ContactAsync(writes: true);
        var gone = await ContactAsync(writes: true);
        var nowhere = await Admin.ContactAsync(Tenant, """{"name":"Nowhere"}""");
        await RunAsync("UPDATE contact_inboxes SET opted_out_at = 1 WHERE contact_id = @id", optedOut);
        await RunAsync("UPDATE contacts SET blocked = 1 WHERE id = @id", blocked);

        // Everybody is asleep when it starts; what is then is read when they are not.
        var said = await StartedAsync([open, closed, optedOut, blocked, gone, nowhere], """ "message":"https://acme.example/sale","quiet_hours":{"from":"07:00","to":"09:00"} """);
        Assert.Equal("waiting 4, blocked 1, opted_out 1", await CountsAfterAsync(said, TimeSpan.Zero));
        (await Admin.DeleteAsync(Tenant, $"/contacts/{gone}")).Is(HttpStatusCode.OK);
        Assert.Equal("sent 1, blocked 1, contact_gone 1, no_address 1, opted_out 1, window_closed 1", await CountsAfterAsync(said, TimeSpan.FromHours(1)));
        Assert.Equal("completed", (await Admin.CampaignAsync(Tenant, said)).Text("state"));

        // A template may be sent to who has not written of late, and opens no conversation until there is an answer.
        var sent = await StartedAsync([closed], Template);
        Assert.Equal("sent 1", await CountsAfterAsync(sent, TimeSpan.Zero));
        var taken = await _provider.UntilTakenAsync(asked => asked.To == NumberOf(closed), "the template");
        Assert.Equal("sale", taken.Body["template"]!.Text("name"));
        var conversation = (await Admin.GetAsync(Tenant, $"/campaigns/{sent}/recipients")).Is(HttpStatusCode.OK).Body!["payload"]![0]!.Number("conversation_id");
        Assert.Equal(("snoozed", sent), await StandAsync(conversation));
        Assert.Equal(HttpStatusCode.OK, await _inbox.TellAsync(_inbox.Text(NumberOf(closed), "wamid.answer", "Yes", _clock.Now)));
        Assert.Equal(("open", sent), await StandAsync(conversation));
        Assert.Equal(2, (await Admin.MessagesAsync(Tenant, conversation)).Count(message => message.Number("message_type") != 2));
    }

    [Fact]
    public async Task Pace_IsKeptThroughPauses_AndNobodyIsWrittenToTwiceAfterAMerge()
    {
        var contacts = new List<long>();
        while (contacts.Count < 5)
        {
            contacts.Add(await ContactAsync());
        }

        var campaign = await StartedAsync(contacts, Template + Slowly);
        Assert.Equal("waiting 4, sent 1", await CountsAfterAsync(campaign, TimeSpan.Zero));
        Assert.Equal("waiting 4, sent 1", await CountsAfterAsync(campaign, TimeSpan.FromMilliseconds(999)));
        Assert.Equal("waiting 3, sent 2", await CountsAfterAsync(campaign, TimeSpan.FromMilliseconds(1)));

        // A pause is obeyed at once; time that has passed meanwhile is not made up for.
        Assert.Equal("by_hand", (await Admin.ActAsync(Tenant, campaign, "pause")).Text("pause_reason"));
        Assert.Equal("waiting 3, sent 2", await CountsAfterAsync(campaign, TimeSpan.FromMinutes(1)));
        Assert.Equal(("running", null), (await Admin.ActAsync(Tenant, campaign, "resume")) is var resumed ? (resumed.Text("state"), resumed["pause_reason"]) : default);
        Assert.Equal("waiting 2, sent 3", await CountsAfterAsync(campaign, TimeSpan.Zero));

        // The first has been written to and becomes the last, who waits; the fourth, who waits, becomes the second.
        (await Admin.PostAsync(Tenant, "/actions/contact_merge", $$"""{"base_contact_id":{{contacts[4]}},"mergee_contact_id":{{contacts[0]}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("waiting 1, sent 3", await CountsAfterAsync(campaign, TimeSpan.Zero));
        (await Admin.PostAsync(Tenant, "/actions/contact_merge", $$"""{"base_contact_id":{{contacts[1]}},"mergee_contact_id":{{contacts[3]}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("sent 3", await CountsAfterAsync(campaign, TimeSpan.FromSeconds(5)));
        Assert.Equal(3, await CountAsync("SELECT COUNT(*) FROM messages WHERE account_id = @id AND message_type = 1", Tenant.AccountId));

        // As fast as it may be, a second's worth at once; whoever waits when it is cancelled is not written to.
        var fast = await StartedAsync([contacts[1], contacts[2], contacts[4]], Template + ""","messages_per_minute":6000""");
        Assert.Equal("sent 3", await CountsAfterAsync(fast, TimeSpan.Zero));
        var ended = await StartedAsync([contacts[1], contacts[2]], Template + Slowly);
        await CountsAfterAsync(ended, TimeSpan.Zero);
        Assert.Equal("cancelled", (await Admin.ActAsync(Tenant, ended, "cancel")).Text("state"));
        Assert.Equal("sent 1, cancelled 1", await CountsAfterAsync(ended, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task QuietHours_AreTheContactsOwn_ElseTheCampaigns_ElseTheInboxs()
    {
        const string Night = Template + ""","quiet_hours":{"from":"21:00","to":"08:00"} """;
        var here = await ContactAsync();
        var west = await ContactAsync(""","custom_attributes":{"timezone":"America/Los_Angeles"} """);
        var odd = await ContactAsync(""","additional_attributes":{"timezone":"../etc/passwd"} """);
        var campaign = await StartedAsync([here, west, odd], Night);

        // Midnight at the west coast; 8 in the morning is 16:00 UTC there.
        Assert.Equal("waiting 1, sent 2", await CountsAfterAsync(campaign, TimeSpan.Zero));
        Assert.Equal("waiting 1, sent 2", await CountsAfterAsync(campaign, new TimeSpan(7, 59, 59)));
        Assert.Equal("sent 3", await CountsAfterAsync(campaign, TimeSpan.FromSeconds(1)));

        // 16:00 UTC is one in the night in Tokyo.
        var east = await StartedAsync([here, west], Template + ""","quiet_hours":{"from":"21:00","to":"08:00","timezone":"Asia/Tokyo"} """);
        Assert.Equal("waiting 1, sent 1", await CountsAfterAsync(east, TimeSpan.Zero));

        // Whom other hours find awake is written to at once.
        (await Admin.PatchAsync(Tenant, $"/campaigns/{east}", """{"quiet_hours":{"from":"21:00","to":"01:00","timezone":"Asia/Tokyo"}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("sent 2", await CountsAfterAsync(east, TimeSpan.Zero));
    }

    [Fact]
    public async Task Scheduled_BeginsWhenItsTimeComes_OrSaysWhyNot()
    {
        var contact = await ContactAsync();
        var audience = await _server.AudienceAsync(Tenant.AccountId, contact);
        var at = _clock.Now.AddHours(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var one = await Admin.DraftAsync(Tenant, _inbox.Id, audience, $$"""{{Template}},"scheduled_at":"{{at}}" """);
        var other = await Admin.DraftAsync(Tenant, _inbox.Id, await _server.AudienceAsync(Tenant.AccountId), $$"""{{Template}},"scheduled_at":"{{at}}" """);
        Assert.Equal("scheduled", (await Admin.ActAsync(Tenant, one, "start")).Text("state"));
        await Admin.ActAsync(Tenant, other, "start");
        Assert.Equal("", await CountsAfterAsync(one, TimeSpan.FromMinutes(59)));
        Assert.Equal("sent 1", await CountsAfterAsync(one, TimeSpan.FromMinutes(1)));
        Assert.Equal("audience_empty", (await Admin.CampaignAsync(Tenant, other)).Text("pause_reason"));
        (await Admin.PostAsync(Tenant, $"/campaigns/{other}/resume", "{}")).IsInvalid("Audience has nobody in it; refresh it, or ask for another cell");
    }

    [Fact]
    public async Task Provider_ThatRefusesOrIsNotConnected_PausesTheCampaign_AndBurnsNobody()
    {
        var contacts = new List<long>();
        while (contacts.Count < 12)
        {
            contacts.Add(await ContactAsync());
        }

        _provider.Fault = static _ => new Fault { Status = 400, Body = ProviderStandIn.GraphError("132001", "Template does not exist") };
        var campaign = await StartedAsync(contacts, Template + Slowly);
        for (var second = 0; second < 10; second++)
        {
            await CountsAfterAsync(campaign, TimeSpan.FromSeconds(second == 0 ? 0 : 1));
        }

        await Until.TrueAsync(async () => (await Admin.CampaignAsync(Tenant, campaign)).Counts() is "waiting 2, failed 10", "ten refusals");
        Assert.Equal("waiting 2, failed 10", await CountsAfterAsync(campaign, TimeSpan.FromSeconds(1)));
        var paused = await Admin.CampaignAsync(Tenant, campaign);
        Assert.Equal(("paused", "provider_refuses"), (paused.Text("state"), paused.Text("pause_reason")));
        Assert.Contains("Template does not exist", paused.Text("pause_detail"), StringComparison.Ordinal);

        _provider.Fault = static _ => null;
        await Admin.ActAsync(Tenant, campaign, "resume");
        Assert.Equal("waiting 1, sent 1, failed 10", await CountsAfterAsync(campaign, TimeSpan.Zero));
        await RunAsync("DELETE FROM channel_connections WHERE inbox_id = @id", _inbox.Id);
        Assert.Equal("waiting 1, sent 1, failed 10", await CountsAfterAsync(campaign, TimeSpan.FromSeconds(1)));
        Assert.Equal("inbox_disconnected", (await Admin.CampaignAsync(Tenant, campaign)).Text("pause_reason"));
    }

    /// <summary>Somebody with a number of his own, who may have written just now.</summary>
    private async Task<long> ContactAsync(string more = "", bool writes = false)
    {
        var number = $"9715000001{++_numbers:D2}";
        var id = await Admin.ContactAsync(Tenant, $$"""{"name":"{{number}}","phone_number":"+{{number}}"{{more}}}""");
        if (writes)
        {
            Assert.Equal(HttpStatusCode.OK, await _inbox.TellAsync(_inbox.Text(number, $"wamid.{number}", "Hi", _clock.Now)));
        }

        _numberOf[id] = number;
        return id;
    }

    private string NumberOf(long contact) => _numberOf[contact];

    private async Task<long> StartedAsync(IReadOnlyList<long> contacts, string more)
    {
        var campaign = await Admin.DraftAsync(Tenant, _inbox.Id, await _server.AudienceAsync(Tenant.AccountId, contacts), more);
        await Admin.ActAsync(Tenant, campaign, "start");
        return campaign;
    }

    /// <summary>What has come of a campaign when so much time has passed and everything that was due then is done.</summary>
    private async Task<string> CountsAfterAsync(long campaign, TimeSpan span)
    {
        _clock.Now += span;
        var services = _server.Services;

        // Of its own: the server's waits for its turn where there are several.
        using var runner = new CampaignRunner(
            services.GetRequiredService<IDatabase>(),
            services.GetRequiredService<CampaignRepository>(),
            services.GetRequiredService<CampaignChanges>(),
            services.GetRequiredService<CampaignStep>(),
            new SoleLeases(),
            _clock,
            NullLogger<CampaignRunner>.Instance);
        await runner.RunAsync(CancellationToken.None);
        return (await Admin.CampaignAsync(Tenant, campaign)).Counts();
    }

    private async Task<(string Status, long Campaign)> StandAsync(long conversation)
    {
        var shown = await Admin.ShowAsync(Tenant, conversation);
        return (shown.Text("status"), shown["additional_attributes"]!.Number("campaign_id"));
    }

    private Task<int> RunAsync(string sql, long id) => _server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => scope.ExecuteAsync(sql, new { id }), CancellationToken.None);

    private Task<long> CountAsync(string sql, long id)
        => _server.Services.GetRequiredService<IDatabase>().ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, new { id }), CancellationToken.None);
}
