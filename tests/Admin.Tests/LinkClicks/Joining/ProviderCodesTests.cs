using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Channels;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Stats;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.LinkClicks.Joining;

/// <summary>
/// Codes of taps as each provider brings them back: out of the address that the edge answers with, through the provider's own
/// webhook, into the conversation, by the real engine.
/// </summary>
public sealed class ProviderCodesTests : IAsyncLifetime
{
    private ProviderStandIn _provider = null!;
    private StatsServer _server = null!;
    private Tenant _tenant = null!;
    private HttpClient _links = null!;

    public async Task InitializeAsync()
    {
        _provider = await ProviderStandIn.StartAsync();
        _server = await StatsServer.StartAsync(withClickHouse: true, _provider.Settings);
        _tenant = await Tenant.JoinAsync(_server.Admin);
        _links = await _tenant.ApiKeyAsync(_server.Admin, "links:read", "links:write", "domains:write");
        (await _links.PostAsync("/domains", """{"host":"chats.example","chatCodes":true}""")).Is(HttpStatusCode.Created);
    }

    public async Task DisposeAsync()
    {
        _links.Dispose();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task FirstMessage_OfEachProvider_IsJoinedToItsTap_AndShowsNoCode()
    {
        var whatsApp = await _tenant.ConnectAsync(_server.Admin, "whatsapp");
        var telegram = await _tenant.ConnectAsync(_server.Admin, "telegram");
        var facebook = await _tenant.ConnectAsync(_server.Admin, "facebook");
        var instagram = await _tenant.ConnectAsync(_server.Admin, "instagram");
        (string Slug, string Url, ConnectedInbox Inbox, Func<ChatTap, JsonNode> News, string Address, string Shown)[] stories =
        [
            ("wa", "https://wa.me/97150?text=Hello", whatsApp,
                tap => whatsApp.Text("971500000901", "wamid.901", tap.Parameter("text")), "+971500000901", "Hello"),
            ("wa-alone", "https://api.whatsapp.com/send?phone=97150", whatsApp,
                tap => whatsApp.Text("971500000902", "wamid.902", tap.Parameter("text")), "+971500000902", "👋"),
            ("tg", "https://t.me/acme_bot?start=offer", telegram,
                tap => Update(903, "/start " + tap.Parameter("start")), "903", "/start offer"),
            ("tg-alone", "https://t.me/acme_bot", telegram,
                tap => Update(904, "/start " + tap.Parameter("start")), "904", "/start"),
            ("me", "https://m.me/acme?ref=spring", facebook,
                tap => facebook.Page(Referred("905", "message", new JsonObject { ["mid"] = "m.905", ["text"] = "Hello there" }, tap)), "905", "Hello there"),
            ("me-start", "https://m.me/acme", facebook,
                tap => facebook.Page(Referred("906", "postback", new JsonObject { ["mid"] = "m.906", ["title"] = "Get started", ["payload"] = "START" }, tap)), "906", "Get started"),
            ("ig", "https://ig.me/m/acme", instagram,
                tap => instagram.Page(Referred("907", "message", new JsonObject { ["mid"] = "m.907", ["text"] = "Hi" }, tap)), "907", "Hi"),
        ];
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (slug, url, inbox, news, _, _) in stories)
        {
            var link = (await _links.PostAsync("/links", $$"""{"url":"{{url}}","slug":"{{slug}}"}""")).Is(HttpStatusCode.Created).Body!;
            var tap = ChatTap.On(url, now);
            var told = news(tap);
            Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(told));
            await _server.InsertAsync("clicks", [tap.Row(_server, link, _tenant)]);

            // Providers tell again what they doubt was heard.
            Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(told));
        }

        await Until.TrueAsync(async () => (await JoinedAsync()).Count == stories.Length, "all are joined");
        Assert.Equal(stories.Select(story => "https://chats.example/" + story.Slug).Order(StringComparer.Ordinal), (await JoinedAsync()).Order(StringComparer.Ordinal));
        foreach (var (slug, _, inbox, _, address, shown) in stories)
        {
            // As programs and as agents see it.
            var said = (await inbox.SaidAsync(address)).Where(message => message.Text("direction") is "inbound").ToList();
            Assert.Equal((slug, shown), (slug, Assert.Single(said).Text("content")));
        }

        var all = await QueryAsync<string>("SELECT content FROM messages WHERE account_id = @account AND content IS NOT NULL");
        Assert.DoesNotContain(all, content => content.Contains('#', StringComparison.Ordinal));
        Assert.Equal(stories.Length, all.Count(content => content.StartsWith("Came by the link https://chats.example/", StringComparison.Ordinal)));
        Assert.Equal(stories.Length, (await QueryAsync<long>("SELECT COUNT(*) FROM conversions WHERE account_id = @account AND type = 'reply'"))[0]);
        Assert.Equal(0, (await QueryAsync<long>("SELECT COUNT(*) FROM waiting_codes WHERE account_id = @account"))[0]);
    }

    /// <summary>https://core.telegram.org/bots/features#deep-linking: the bot is sent the parameter behind its command.</summary>
    private static JsonObject Update(long person, string text) => new JsonObject
    {
        ["update_id"] = person,
        ["message"] = new JsonObject
        {
            ["message_id"] = person,
            ["date"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            ["chat"] = new JsonObject { ["id"] = person, ["type"] = "private" },
            ["from"] = new JsonObject { ["id"] = person, ["first_name"] = "Sara" },
            ["text"] = text,
        },
    };

    /// <summary>https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_referrals: within what begins the conversation.</summary>
    private static JsonObject Referred(string person, string kind, JsonObject item, ChatTap tap)
    {
        item["referral"] = new JsonObject { ["ref"] = tap.Parameter("ref"), ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };
        return ChannelStories.Between(person, "1", kind, item);
    }

    /// <summary>The short links by which conversations were begun.</summary>
    private async Task<List<string>> JoinedAsync()
        => [.. (await QueryAsync<string>("SELECT c.additional_attributes FROM conversations c JOIN conversation_clicks j ON j.conversation_id = c.id WHERE c.account_id = @account"))
            .Select(attributes => JsonNode.Parse(attributes)!["click"]!.Text("short_url"))];

    private Task<List<T>> QueryAsync<T>(string sql) => _server.Admin.Services.GetRequiredService<IDatabase>().ReadAsync(
        async connection => (await connection.QueryAsync<T>(sql, new { account = _tenant.AccountId })).AsList(), CancellationToken.None);
}
