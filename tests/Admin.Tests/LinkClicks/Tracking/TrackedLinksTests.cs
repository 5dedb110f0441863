using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.LinkClicks.Tracking;
using OneLink.Admin.Tests.Channels;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.LinkClicks.Tracking;

/// <summary>What becomes of URLs in messages, at the faces that messages come through.</summary>
public sealed class TrackedLinksTests(ChannelFixture fixture) : IClassFixture<ChannelFixture>, IAsyncLifetime
{
    private const string Tracked = ""","metadata":{"trackLinks":true}""";

    private Tenant _tenant = null!;
    private Person _admin = null!;
    private HttpClient _links = null!;
    private long _inbox;
    private long _conversation;
    private string _host = "";

    public async Task InitializeAsync()
    {
        _tenant = await Tenant.JoinAsync(fixture.Server);
        _admin = await _tenant.AdministratorAsync();
        _inbox = await _tenant.InboxAsync();
        _conversation = await _admin.ConversationAsync(_tenant, _inbox);
        _links = await _tenant.ApiKeyAsync(fixture.Server, "links:read", "links:write", "domains:write");
        _host = $"go{_tenant.AccountId}.tenant.example";
        (await _links.PostAsync("/domains", $$"""{"host":"{{_host}}"}""")).Is(HttpStatusCode.Created);
    }

    public Task DisposeAsync()
    {
        _links.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Account_ThatHasNotSwitchedItOn_SendsUrlsAsTheyAre()
    {
        (await _admin.PatchAsync(_tenant, $"/inboxes/{_inbox}", """{"track_links":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal("See https://a.example/x", (await SayAsync("See https://a.example/x", Tracked)).Text("content"));
        Assert.Empty(await MadeAsync());

        (await _admin.PatchAsync(_tenant, "", """{"track_links":true}""")).Is(HttpStatusCode.OK);
        Assert.StartsWith($"See https://{_host}/", (await SayAsync("See https://a.example/x")).Text("content"), StringComparison.Ordinal);
        (await _admin.PatchAsync(_tenant, "", """{"track_links":false}""")).Is(HttpStatusCode.OK);
        Assert.Equal("See https://a.example/y", (await SayAsync("See https://a.example/y")).Text("content"));
        Assert.Single(await MadeAsync());

        // Only who administers the account decides.
        var agent = await _tenant.AgentAsync();
        Assert.NotEqual(HttpStatusCode.OK, (await agent.PatchAsync(_tenant, "", """{"track_links":true}""")).Status);
    }

    [Fact]
    public async Task Urls_OfAMessage_BecomeOneLinkEach_TiedToContactConversationMessageAndCampaign()
    {
        await SwitchOnAsync();
        var said = await SayAsync(
            "**Hello** [offer](https://a.example/x), (https://a.example/x). HTTPS://A.example/x https://b.example/y_(z)!", ""","metadata":{"trackLinks":true,"campaign":"spring"}""");

        var made = await MadeAsync();
        Assert.Equal(["https://a.example/x", "https://b.example/y_(z)"], made.Select(link => link.Text("url")).Order(StringComparer.Ordinal));
        var (a, b) = (ShortUrlTo(made, "https://a.example/x"), ShortUrlTo(made, "https://b.example/y_(z)"));
        Assert.Equal($"**Hello** [offer]({a}), ({a}). {a} {b}!", said.Text("content"));
        Assert.Equal(
            [(said.Number("id"), "spring"), (said.Number("id"), "spring")],
            await QueryAsync<(long, string)>("SELECT r.message_id, r.campaign FROM link_recipients r JOIN conversations c ON c.id = r.conversation_id AND c.contact_id = r.contact_id WHERE r.account_id = @account"));
        Assert.Equal("""{"trackLinks":true,"campaign":"spring"}""", (await QueryAsync<string>(
            "SELECT additional_attributes FROM messages WHERE account_id = @account AND message_type = 1"))[0]["{\"metadata\":".Length..^1]);

        // By the number of a campaign, as upstream names it.
        await SayAsync("https://c.example/", Tracked + ""","campaign_id":7""");
        Assert.Contains("7", await QueryAsync<string>("SELECT campaign FROM link_recipients WHERE account_id = @account"));
    }

    [Fact]
    public async Task Inbox_ThatTracks_DoesSoUnlessAMessageSaysOtherwise()
    {
        await SwitchOnAsync();
        Assert.Equal("https://a.example/", (await SayAsync("https://a.example/")).Text("content"));
        var inbox = (await _admin.PatchAsync(_tenant, $"/inboxes/{_inbox}", """{"track_links":true}""")).Is(HttpStatusCode.OK).Body!;
        Assert.True(inbox["track_links"]!.GetValue<bool>());
        Assert.Equal("https://b.example/", (await SayAsync("https://b.example/", ""","metadata":{"trackLinks":false}""")).Text("content"));
        Assert.Equal(MadeUrl, (await SayAsync("https://c.example/")).Text("content")[..MadeUrl.Length]);

        // What nobody wrote by hand, too: variables are filled first.
        await _admin.RuleAsync(_tenant, "message_created", "[]", """[{"action_name":"send_message","action_params":["https://d.example/?who={{contact.name}}"]}]""");
        (await _admin.SayAsync(_tenant, _conversation, "Hi", "incoming")).Is(HttpStatusCode.OK);
        await fixture.Server.SettledAsync();
        Assert.Equal(["https://c.example/", "https://d.example/?who=Cleo"], (await MadeAsync()).Select(link => link.Text("url")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Notes_InboundMessages_OwnLinksAndDeniedHosts_StayAsTheyAre()
    {
        await SwitchOnAsync();
        (await _links.PutAsync("/safety/denied-hosts", $$"""{"hosts":["evil{{_tenant.AccountId}}.example"]}""")).Is(HttpStatusCode.OK);
        var own = (await _links.PostAsync("/links", """{"url":"https://acme.example/"}""")).Is(HttpStatusCode.Created).Text("shortUrl");
        foreach (var (content, more) in new[]
        {
            ("https://a.example/", ""","private":true"""),
            ("https://a.example/", ""","message_type":"incoming" """),
            ("https://a.example/", ""","source_id":"said-already" """),
            ("https://a.example/", ""","content_type":"input_email" """),
            (own, ""),
            ($"https://evil{_tenant.AccountId}.example/x", ""),
            ("`https://a.example/` https:// https://", ""),
            ("https://user@", ""),
        })
        {
            Assert.Equal(content, (await SayAsync(content, Tracked + more)).Text("content"));
        }

        Assert.Equal([own], (await ListAsync("")).Select(link => link.Text("shortUrl")));
    }

    [Fact]
    public async Task Message_ThatIsRepeatedOrRefused_MakesNoSecondLink()
    {
        await SwitchOnAsync();
        var inbox = await WhatsAppAsync();
        await inbox.TellAsync(inbox.Text("971500000077", $"wamid.hi{inbox.Id}", "Hi"));
        const string Body = """{"platform":"whatsapp","to":"+971500000077","content":"https://a.example/ https://b.example/","metadata":{"trackLinks":true,"deal":7}}""";
        using var first = await SendAsync(inbox.Program, Body, "once");
        using var second = await SendAsync(inbox.Program, Body, "once");
        Assert.Equal(await IdAsync(first), await IdAsync(second));
        Assert.Equal(2, (await MadeAsync()).Count);

        // The provider gets what is stored, in a retry as well.
        var taken = await fixture.Provider.UntilTakenAsync(asked => asked.To == "971500000077", "the message");
        Assert.All(taken.Text!.Split(' '), url => Assert.StartsWith(MadeUrl, url, StringComparison.Ordinal));
        Assert.Equal(2, (await MadeAsync()).Count);
        Assert.Equal(0, (await inbox.SaidAsync("+971500000077"))[0]["metadata"]!.Number("linkClicks"));

        // Refused, and everything with it.
        (await inbox.SendAsync("+971500000078", "https://c.example/", more: Tracked)).Refuses(HttpStatusCode.BadRequest, "outside_window");
        Assert.Equal(2, (await MadeAsync()).Count);
    }

    [Fact]
    public async Task Template_IsFilledWithLinks_WhereTheContactReadsThem()
    {
        await SwitchOnAsync();
        var inbox = await WhatsAppAsync();
        (await inbox.SendAsync("+971500000079", "sale", "template", """
            ,"metadata":{"trackLinks":true,"template":{"name":"sale","language":"en","components":[
              {"type":"header","parameters":[{"type":"image","image":{"link":"https://files.example/a.png"}}]},
              {"type":"body","parameters":[{"type":"text","text":"Zoë"},{"type":"text","text":"See https://a.example/x."}]}]}}
            """)).Is(HttpStatusCode.Accepted);
        var components = (await fixture.Provider.UntilTakenAsync(asked => asked.To == "971500000079", "the template")).Body["template"]!["components"]!;
        var shortUrl = Assert.Single(await MadeAsync()).Text("shortUrl");
        Assert.Equal("https://files.example/a.png", components[0]!["parameters"]![0]!["image"]!.Text("link"));
        Assert.Equal($"See {shortUrl}.", components[1]!["parameters"]![1]!.Text("text"));
    }

    [Fact]
    public async Task Message_OfManyUrls_HasSoManyLinksAndNoMore()
    {
        await SwitchOnAsync();
        var urls = Enumerable.Range(0, TrackedLinks.MostPerMessage + 5).Select(number => $"https://a.example/{number}").ToList();
        var said = (await SayAsync(string.Join(' ', urls), Tracked)).Text("content").Split(' ');
        Assert.Equal(TrackedLinks.MostPerMessage, said.Count(url => url.StartsWith(MadeUrl, StringComparison.Ordinal)));
        Assert.Equal(urls.TakeLast(5), said.TakeLast(5));
    }

    private string MadeUrl => $"https://{_host}/";

    private async Task SwitchOnAsync()
        => Assert.True((await _admin.PatchAsync(_tenant, "", """{"track_links":true}""")).Is(HttpStatusCode.OK).Body!["settings"]!["track_links"]!.GetValue<bool>());

    private async Task<ConnectedInbox> WhatsAppAsync()
    {
        fixture.Provider.Fault = static _ => null;
        return await _tenant.ConnectAsync(fixture.Server, "whatsapp");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient program, string body, string key)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messaging/send") { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return await program.SendAsync(request);
    }

    private static async Task<string> IdAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("id");

    private async Task<JsonNode> SayAsync(string content, string more = "")
        => (await _admin.PostAsync(_tenant, $"/conversations/{_conversation}/messages", $$"""{"content":"{{content}}"{{more}}}""")).Is(HttpStatusCode.OK).Body!;

    private Task<List<JsonNode>> MadeAsync() => ListAsync($"?tag={TrackedLinks.Tag}");

    private async Task<List<JsonNode>> ListAsync(string query) => [.. (await _links.GetJsonAsync("/links" + query)).Is(HttpStatusCode.OK).Body!["data"]!.AsArray().Select(link => link!)];

    private static string ShortUrlTo(IEnumerable<JsonNode> links, string url) => links.Single(link => link.Text("url") == url).Text("shortUrl");

    private Task<List<T>> QueryAsync<T>(string sql) => fixture.Server.Services.GetRequiredService<IDatabase>().ReadAsync(
        async connection => (await connection.QueryAsync<T>(sql, new { account = _tenant.AccountId })).AsList(), CancellationToken.None);
}
