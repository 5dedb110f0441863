using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Stats;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Opens.Tickets;

/// <summary>From a tracked link into the conversation: who gets a ticket, who does not, and what it opens.</summary>
public sealed class OpenTicketTests : IAsyncLifetime
{
    /// <summary>What a guest must never see.</summary>
    private static readonly string[] Private = ["Cleopatra", "cleo@people.example", "971500000777", "my number is 4711", "What is your number?", "Another matter"];

    private StatsServer _server = null!;
    private Tenant _tenant = null!;
    private Person _admin = null!;
    private HttpClient _links = null!;
    private HttpClient _app = null!;
    private long _inbox;
    private long _contact;
    private long _conversation;
    private int _places;

    public async Task InitializeAsync()
    {
        _server = await StatsServer.StartAsync(withClickHouse: true);
        _tenant = await Tenant.JoinAsync(_server.Admin);
        await _tenant.RunAsync("UPDATE accounts SET tier = 'free' WHERE id = @AccountId");
        _admin = await _tenant.AdministratorAsync();
        _links = await _tenant.ApiKeyAsync(_server.Admin, "links:read", "links:write", "domains:write");
        (await _links.PostAsync("/domains", """{"host":"go.people.example"}""")).Is(HttpStatusCode.Created);
        await SetAsync("""{"track_links":true}""");
        _app = new HttpClient { BaseAddress = _server.Admin.BaseAddress };
        _inbox = await _tenant.InboxAsync();
        _contact = await _admin.ContactAsync(_tenant, """{"name":"Cleopatra","email":"cleo@people.example","phone_number":"+971500000777"}""");
        _conversation = await BeginAsync(_inbox);
        await SayAsync(_conversation, "What is your number?");
        await SayAsync(_conversation, "my number is 4711", "incoming");
    }

    public async Task DisposeAsync()
    {
        _app.Dispose();
        _links.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Opening_WithoutARightToIt_IsToldWhy_AndGetsNone()
    {
        var link = await SendLinkAsync(_conversation);
        var click = await TapAsync(link);
        Assert.Equal("off", await ReasonAsync(click));
        await SetAsync("""{"open_tickets":true}""");

        // By the address, or the link alone: who has those has tapped nothing.
        var byLink = await OpenAsync(new JsonObject { ["deepLink"] = link.Text("shortUrl") });
        Assert.Equal(("exact", "notByClick", true), (byLink.Text("matched"), byLink.Text("noTicket"), byLink["ticket"] is null));
        var nothing = await OpenAsync(new JsonObject { ["clickId"] = Guid.CreateVersion7().ToString() });
        Assert.Equal("""{"clickId":null,"link":null,"deepLinkPath":null,"matched":null,"ticket":null,"noTicket":null}""", nothing.ToJsonString());

        var common = (await _links.PostAsync("/links", """{"url":"https://acme.example/all"}""")).Is(HttpStatusCode.Created).Body!;
        Assert.Equal("notPersonal", await ReasonAsync(await TapAsync(common)));

        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal("tooLate", await ReasonAsync(await TapAsync(await SendLinkAsync(_conversation), now - TimeSpan.FromMinutes(31))));
        var forgotten = await SendLinkAsync(_conversation);
        await _tenant.RunAsync("UPDATE link_recipients SET created_at = created_at - 700000000 WHERE account_id = @AccountId AND link_id = (SELECT MAX(link_id) FROM link_recipients)");
        Assert.Equal("tooLate", await ReasonAsync(await TapAsync(forgotten)));

        // The first of two cannot be told from the second; nor from anybody where visitors leave no trace.
        var shared = await SendLinkAsync(_conversation);
        var first = await TapAsync(shared, visitor: 7);
        await TapAsync(shared, visitor: 8);
        Assert.Equal("otherVisitors", await ReasonAsync(first));
        Assert.Equal("otherVisitors", await ReasonAsync(await TapAsync(await SendLinkAsync(_conversation), visitor: 0)));

        var email = await BeginAsync(await _tenant.InboxAsync(InboxChannel.Telegram));
        Assert.Equal("notLiveChat", await ReasonAsync(await TapAsync(await SendLinkAsync(email))));

        await _tenant.RunAsync("UPDATE contact_inboxes SET hmac_verified = 1 WHERE account_id = @AccountId");
        Assert.Equal("proofNeeded", await ReasonAsync(click));
        await _tenant.RunAsync("UPDATE contact_inboxes SET hmac_verified = 0 WHERE account_id = @AccountId");
        await _tenant.RunAsync("UPDATE inboxes SET hmac_mandatory = 1 WHERE account_id = @AccountId");
        Assert.Equal("proofNeeded", await ReasonAsync(click));
        await _tenant.RunAsync("UPDATE inboxes SET hmac_mandatory = 0 WHERE account_id = @AccountId");
        await _tenant.RunAsync("UPDATE accounts SET tier = NULL WHERE id = @AccountId");
        Assert.Equal("off", await ReasonAsync(click));
        await _tenant.RunAsync("UPDATE accounts SET tier = 'free' WHERE id = @AccountId");

        // All the refusals have cost the link nothing.
        Assert.NotNull((await OpenAsync(click))["ticket"]);
    }

    [Fact]
    public async Task Ticket_OpensTheConversationFromTheLinkOn_ToOne_ForAWhile_AndTellsNotWhose()
    {
        await SetAsync("""{"open_tickets":true}""");
        var other = await BeginAsync(_inbox);
        await SayAsync(other, "Another matter");
        var earlier = (await _admin.MessagesAsync(_tenant, _conversation))[0].Number("id");
        var link = await SendLinkAsync(_conversation);
        var click = await TapAsync(link);

        // Many at a time, and again: one ticket.
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync(click)));
        var ticket = answers.Select(answer => answer["ticket"]?.GetValue<string>()).Single(given => given is not null)!;
        Assert.Equal(4, answers.Count(answer => answer["noTicket"]?.GetValue<string>() is "given"));
        Assert.Equal("given", await ReasonAsync(click));

        var exchanged = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ExchangeAsync(ticket)));
        var access = exchanged.Single(answer => answer.Status == HttpStatusCode.OK).Body!["data"]!;
        Assert.Equal(2, exchanged.Count(answer => answer.Body!["error"]!.Text("code") is "40004"));
        Assert.Equal(("", "", _conversation), (access.Text("refreshToken"), access.Text("pubsubToken"), access.Number("conversationId")));
        var tokens = new ContactTokenIssuer(_server.Admin.Services.GetRequiredService<AdminSettings>(), new ManualClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(6)));
        Assert.Equal("40003", (await ExchangeAsync(tokens.Issue(ContactToken.OpenTicket, _tenant.AccountId, 1, TimeSpan.FromMinutes(5)).Text)).Body!["error"]!.Text("code"));

        // The conversation from the link on, and nothing that tells whose it is.
        var contact = $"/public/api/v1/inboxes/{access["inboxIdentifier"]}/contacts/{access["contactIdentifier"]}";
        var mine = $"{contact}/conversations/{_conversation}";
        await SayAsync(_conversation, "Still me", "incoming");
        (await _app.PostAsync($"{mine}/messages", """{"content":"In the app now"}""")).Is(HttpStatusCode.OK);
        await SayAsync(_conversation, "Welcome");
        var seen = new List<JsonNode>
        {
            (await _app.GetJsonAsync(contact)).Is(HttpStatusCode.OK).Body!,
            (await _app.GetJsonAsync($"{contact}/conversations")).Is(HttpStatusCode.OK).Body!,
            (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.OK).Body!,
            (await _app.GetJsonAsync($"{mine}/messages")).Is(HttpStatusCode.OK).Body!,
            (await _app.GetJsonAsync($"{mine}/messages?before={long.MaxValue}")).Is(HttpStatusCode.OK).Body!,
        };
        Assert.Single(seen[1].AsArray());
        Assert.Equal([$"See {link.Text("shortUrl")}", "Still me", "In the app now", "Welcome"], seen[3].AsArray().Select(message => message!.Text("content")));
        Assert.All(seen, node => Assert.DoesNotContain(Private, secret => node.ToJsonString().Contains(secret, StringComparison.Ordinal)));
        Assert.Empty((await _app.GetJsonAsync($"{mine}/messages?before={earlier + 1}")).Is(HttpStatusCode.OK).Body!.AsArray());
        (await _app.PatchAsync($"{mine}/messages/{earlier}", """{"submitted_values":{"email":"a@b.example"}}""")).Is(HttpStatusCode.NotFound);
        (await _app.GetJsonAsync($"{contact}/conversations/{other}")).Is(HttpStatusCode.NotFound);
        (await _app.PostAsync($"{contact}/conversations", "{}")).Is(HttpStatusCode.Forbidden);
        (await _app.PatchAsync(contact, """{"name":"Mallory"}""")).Is(HttpStatusCode.Forbidden);

        // Who works in the conversation knows, and sees the words as the contact's.
        Assert.Contains(await _admin.ActivitiesAsync(_tenant, _conversation), note => note.StartsWith("The app was opened by the link", StringComparison.Ordinal));
        Assert.Equal(_contact, (await _admin.MessagesAsync(_tenant, _conversation)).Single(message => message["content"]?.GetValue<string>() is "In the app now")["sender"]!.Number("id"));

        // Switched off, proved by somebody, over, or gone: so is the stay.
        await SetAsync("""{"open_tickets":false}""");
        (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.NotFound);
        await SetAsync("""{"open_tickets":true}""");
        (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.OK);
        await _tenant.RunAsync("UPDATE contact_inboxes SET hmac_verified = 1 WHERE account_id = @AccountId");
        (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.NotFound);
        await _tenant.RunAsync("UPDATE contact_inboxes SET hmac_verified = 0 WHERE account_id = @AccountId");
        await _tenant.RunAsync("UPDATE guests SET expires_at = expires_at - 86400000 WHERE account_id = @AccountId");
        (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.NotFound);
        await _tenant.RunAsync("UPDATE guests SET expires_at = expires_at + 86400000 WHERE account_id = @AccountId");
        (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.OK);
        var waiting = (await OpenAsync(await TapAsync(await SendLinkAsync(_conversation)))).Text("ticket");
        (await _admin.DeleteAsync(_tenant, $"/contacts/{_contact}")).Is(HttpStatusCode.OK);
        (await _app.GetJsonAsync(mine)).Is(HttpStatusCode.NotFound);
        Assert.Equal("40401", (await ExchangeAsync(waiting)).Body!["error"]!.Text("code"));
        Assert.Equal(0, await _server.Admin.Services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM guests WHERE account_id = @AccountId", new { _tenant.AccountId }), CancellationToken.None));
    }

    private async Task SetAsync(string settings) => (await _admin.PatchAsync(_tenant, "", settings)).Is(HttpStatusCode.OK);

    private async Task<long> BeginAsync(long inbox)
        => (await _admin.PostAsync(_tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{_contact}},"source_id":"{{++_places}}"}""")).Id();

    private async Task SayAsync(long conversation, string content, string type = "outgoing") => (await _admin.SayAsync(_tenant, conversation, content, type)).Is(HttpStatusCode.OK);

    /// <summary>A message with a link that is made for the contact.</summary>
    private async Task<JsonNode> SendLinkAsync(long conversation)
    {
        var said = (await _admin.PostAsync(
            _tenant, $"/conversations/{conversation}/messages", """{"content":"See https://acme.example/app","metadata":{"trackLinks":true}}""")).Is(HttpStatusCode.OK).Body!.Text("content");
        return (await _links.GetJsonAsync("/links?tag=message")).Is(HttpStatusCode.OK).Body!["data"]!.AsArray().Single(link => said.EndsWith(link!.Text("shortUrl"), StringComparison.Ordinal))!;
    }

    private async Task<JsonObject> TapAsync(JsonNode link, DateTimeOffset? at = null, long visitor = 7)
    {
        var time = at ?? TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(time);
        await _server.InsertAsync("clicks", [_server.Click(link, time, ("click_id", id), ("account_id", _tenant.AccountId), ("visitor", visitor))]);
        return new JsonObject { ["clickId"] = id.ToString() };
    }

    private async Task<string> ReasonAsync(JsonObject click)
    {
        var answer = await OpenAsync(click);
        Assert.Null(answer["ticket"]);
        Assert.Equal("exact", answer.Text("matched"));
        return answer.Text("noTicket");
    }

    private async Task<JsonNode> OpenAsync(JsonObject body) => (await _app.PostAsync("/open", body.ToJsonString())).Is(HttpStatusCode.OK).Body!;

    private Task<Answer> ExchangeAsync(string ticket) => _app.PostAsync("/v1/user/request_access_token", new JsonObject { ["ticket"] = ticket }.ToJsonString());
}
