using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Cable;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Surfaces.OneTalk;

public sealed class OneTalkTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Sync = "/api/integration/v1/user/sync_contact";
    private const string Ticket = "/v1/user/request_auth_ticket";

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Request_IsRefusedInTheOrderOfTheContract()
    {
        var (tenant, client) = await JoinAsync();
        using var nobody = new HttpClient { BaseAddress = Server.BaseAddress };
        using var stranger = With("otk_unknown");
        using var otherApi = With(Server.Credentials["onsyncKey"]!.GetValue<string>());
        foreach (var path in new[] { Sync, Ticket, "/v1/user/sync_contact", "/api/integration/v1/user/request_auth_ticket" })
        {
            Refuses(await nobody.PostAsync(path, "{}"), 400, "40001", "", "Request headers are required (API-Key)");
            Refuses(await stranger.PostAsync(path, "{}"), 401, "40101", "");
            Refuses(await otherApi.PostAsync(path, "{}"), 401, "40101", "");
            Refuses(await client.PostAsync(path, "{}"), 400, "40002", "customerUserID", "Customer user ID is required");
            Refuses(await client.PostAsync(path, """{"customerUserID":"","fullName":"A"}"""), 400, "40002", "customerUserID", "Customer user ID is required");
            Refuses(await client.PostAsync(path, """{"customerUserID":"1"}"""), 400, "40002", "fullName", "Full name is required");
            Refuses(await client.PostAsync(path, $$"""{"customerUserID":"{{new string('1', 101)}}","fullName":"A"}"""), 400, "40002", "customerUserID");
            Refuses(await client.PostAsync(path, """{"customerUserID":1,"fullName":"A"}"""), 400, "40002", "customerUserID");
            Refuses(await client.PostAsync(path, """{"customerUserID":"1","fullName":"A","phone":"0812"}"""), 400, "40002", "phone");
            Refuses(await client.PostAsync(path, """{"customerUserID":"1","fullName":"A","email":"nobody"}"""), 400, "40002", "email");
            Refuses(await client.PostAsync(path, "{not json"), 400, "40002", "");
        }

        await tenant.RunAsync("UPDATE accounts SET tier = NULL WHERE id = @AccountId");
        Refuses(await client.PostAsync(Sync, """{"customerUserID":"1","fullName":"A"}"""), 499, "49900", "", "Please select a tier");
    }

    [Fact]
    public async Task Sync_MakesTheContact_ThenChangesIt_AndEverySurfaceSeesIt()
    {
        var (tenant, client) = await JoinAsync();
        var made = Data(await client.PostAsync(
            Sync, """{"customerUserID":"company:123","fullName":"John Doe","alias":"","email":"John@Example.com","phone":"6281234567890","photoURL":"http://www.example.com/john.jpg"}"""));
        Assert.Equal("true Contact created successfully", $"{made["success"]} {made["message"]}");
        Assert.True(Guid.TryParse(made["userID"]!.GetValue<string>(), out _));

        // Without a content type it is JSON all the same.
        using var bare = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"customerUserID":"company:123","fullName":"Johnny","alias":"J","phone":"+6281234567890"}"""));
        var again = Data(await Answer.OfAsync(await client.PostAsync(new Uri(Sync, UriKind.Relative), bare)));
        Assert.Equal($"Contact updated successfully {made["userID"]}", $"{again["message"]} {again["userID"]}");

        using var onSync = await tenant.OnSyncAsync(Server);
        var shown = (await onSync.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray().Single()!;
        Assert.Equal(
            "Johnny +6281234567890 john@example.com company:123 J",
            $"{shown["firstName"]} {shown["phone"]} {shown["email"]} {shown["properties"]!["externalId"]} {shown["properties"]!["alias"]}");
        var agent = await tenant.AgentAsync();
        var upstream = (await agent.GetAsync(tenant, "/contacts")).Payload().Single()!;
        Assert.Equal("company:123 http://www.example.com/john.jpg", $"{upstream["identifier"]} {upstream["thumbnail"]}");
    }

    /// <summary>
    /// Who is there: nobody or somebody by the id, nobody or somebody by the phone number, the same or another, with an id of
    /// his own or without.
    /// </summary>
    [Theory]
    [InlineData("none", "none", "created")]
    [InlineData("none", "absent", "created")]
    [InlineData("A", "absent", "updated")]
    [InlineData("A", "none", "updated")]
    [InlineData("A", "A", "updated")]
    [InlineData("A", "untied", "duplicate")]
    [InlineData("A", "other", "duplicate")]
    [InlineData("none", "untied", "updated")]
    [InlineData("none", "other", "tied")]
    public async Task Sync_ByTheTruthTable(string byId, string byPhone, string expected)
    {
        var (tenant, client) = await JoinAsync();
        using var onSync = await tenant.OnSyncAsync(Server);
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (who, body) in new[]
        {
            ("A", """{"firstName":"A","phone":"+6281000000001","properties":{"externalId":"a"}}"""),
            ("untied", """{"firstName":"U","phone":"+6281000000002"}"""),
            ("other", """{"firstName":"O","phone":"+6281000000003","properties":{"externalId":"o"}}"""),
        })
        {
            made[who] = (await onSync.PostAsync("/v1/contacts", body)).Is(HttpStatusCode.Created).Text("id");
        }

        var id = byId == "A" ? "a" : "new";
        var phone = byPhone switch { "A" => "6281000000001", "untied" => "6281000000002", "other" => "6281000000003", "none" => "6281000000009", _ => "" };
        var answer = await client.PostAsync(Sync, $$"""{"customerUserID":"{{id}}","fullName":"Changed","phone":"{{phone}}"}""");
        var all = (await onSync.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray();
        var changed = all.Where(contact => contact!["firstName"]!.GetValue<string>() == "Changed").Select(contact => contact!["id"]!.GetValue<string>()).ToList();
        switch (expected)
        {
            case "created":
                Assert.Equal("Contact created successfully", Data(answer)["message"]!.GetValue<string>());
                Assert.Equal(4, all.Count);
                break;
            case "updated":
                Assert.Equal("Contact updated successfully", Data(answer)["message"]!.GetValue<string>());
                Assert.Equal([made[byId == "A" ? "A" : byPhone]], changed);
                Assert.Equal(id, all.Single(contact => contact!["id"]!.GetValue<string>() == changed[0])!["properties"]!["externalId"]!.GetValue<string>());
                break;
            default:
                Refuses(answer, 409, expected == "tied" ? "40902" : "40901", expected == "tied" ? "customerUserID" : "");
                Assert.Empty(changed);
                Assert.Equal(3, all.Count);
                break;
        }
    }

    [Fact]
    public async Task Sync_AHundredAtOnce_MakesOneContact()
    {
        var (tenant, client) = await JoinAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => client.PostAsync(
            Sync, $$"""{"customerUserID":"one","fullName":"One {{number}}"{{(number % 2 == 0 ? ",\"phone\":\"6281000000001\"" : "")}}}""")));
        Assert.Single(answers, answer => Data(answer)["message"]!.GetValue<string>().Contains("created", StringComparison.Ordinal));
        Assert.Single(answers.Select(answer => Data(answer)["userID"]!.GetValue<string>()).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ticket_LetsThePersonIntoLiveChat_Once()
    {
        var (tenant, client) = await JoinAsync();
        await tenant.InboxAsync();
        var ticket = Data(await client.PostAsync(Ticket, """{"customerUserID":"1","fullName":"John Doe","phone":"6281234567890"}"""));
        Assert.StartsWith("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", ticket["ticket"]!.GetValue<string>(), StringComparison.Ordinal);
        using var person = new HttpClient { BaseAddress = Server.BaseAddress };
        var body = new JsonObject { ["ticket"] = ticket["ticket"]!.GetValue<string>() }.ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => person.PostAsync("/v1/user/request_access_token", body)));
        var access = Data(answers.Single(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Refuses(answer, 400, "40004", "ticket"));
        Assert.True(DateTimeOffset.TryParse(access["expiresAt"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, out _));

        var path = $"/public/api/v1/inboxes/{access["inboxIdentifier"]}/contacts/{access["contactIdentifier"]}";
        Assert.Equal("John Doe", (await person.GetJsonAsync(path)).Is(HttpStatusCode.OK).Body!["name"]!.GetValue<string>());
        var conversation = (await person.PostAsync(path + "/conversations", "{}")).Is(HttpStatusCode.OK).Body!["id"];
        (await person.PostAsync($"{path}/conversations/{conversation}/messages", """{"content":"Hello"}""")).Is(HttpStatusCode.OK);

        // Again, and refreshed, it is the same place.
        var second = Data(await client.PostAsync(Ticket, """{"customerUserID":"1","fullName":"John Doe"}"""))["ticket"]!.GetValue<string>();
        var sameAgain = Data(await person.PostAsync("/api/integration/v1/user/request_access_token", new JsonObject { ["ticket"] = second }.ToJsonString()));
        var refreshed = Data(await person.PostAsync("/v1/user/refresh_access_token", new JsonObject { ["refreshToken"] = access["refreshToken"]!.GetValue<string>() }.ToJsonString()));
        foreach (var same in new[] { sameAgain, refreshed })
        {
            Assert.Equal($"{access["contactIdentifier"]} {access["pubsubToken"]}", $"{same["contactIdentifier"]} {same["pubsubToken"]}");
        }
    }

    /// <summary>From the ticket to live chat: the person writes by the Client API, and hears on <c>/cable</c> what is answered.</summary>
    [Fact]
    public async Task Access_LetsThePersonWrite_AndHearOnCable()
    {
        var (tenant, client) = await JoinAsync();
        var agent = await tenant.AgentAsync();
        await tenant.InboxAsync(InboxChannel.Api, agent);
        var ticket = Data(await client.PostAsync(Ticket, """{"customerUserID":"1","fullName":"John Doe"}"""))["ticket"]!.GetValue<string>();
        var access = Data(await ExchangeAsync(ticket));
        using var cable = await CableClient.ConnectAsync(Server.BaseAddress, "actioncable-v1-json");
        Assert.Equal("confirm_subscription", await cable.SubscribeAsync(CableClient.Contact(access["pubsubToken"]!.GetValue<string>())));

        using var person = new HttpClient { BaseAddress = Server.BaseAddress };
        person.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", access["accessToken"]!.GetValue<string>());
        var path = $"/public/api/v1/inboxes/{access["inboxIdentifier"]}/contacts/{access["contactIdentifier"]}/conversations";
        var conversation = (await person.PostAsync(path, "{}")).Is(HttpStatusCode.OK).Body!["id"];
        (await person.PostAsync($"{path}/{conversation}/messages", """{"content":"Hello"}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Between us","private":true}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Good day"}""")).Is(HttpStatusCode.OK);

        string[] others = ["conversation.created", "conversation.updated", "conversation.status_changed", "contact.updated"];
        Assert.Equal("Hello", (await cable.EventAsync("message.created", others))["content"]!.GetValue<string>());
        Assert.Equal("Good day", (await cable.EventAsync("message.created", others))["content"]!.GetValue<string>());

        // A token that is made up hears nothing.
        using var stranger = await CableClient.ConnectAsync(Server.BaseAddress);
        Assert.Equal("reject_subscription", await stranger.SubscribeAsync(CableClient.Contact(access["accessToken"]!.GetValue<string>())));
    }

    [Fact]
    public async Task Ticket_ThatIsNone_IsRefused()
    {
        var (tenant, client) = await JoinAsync();
        var ticket = Data(await client.PostAsync(Ticket, """{"customerUserID":"1","fullName":"John Doe"}"""))["ticket"]!.GetValue<string>();
        Refuses(await ExchangeAsync(ticket), 404, "40401", "");
        await tenant.InboxAsync();
        var parts = ticket.Split('.');
        foreach (var wrong in new[] { "x", "a.b.c", $"{parts[0]}.{parts[1]}.{parts[2][..^2]}AA", $"{parts[0]}.{parts[1][..^2]}AA.{parts[2]}" })
        {
            Refuses(await ExchangeAsync(wrong), 400, "40005", "ticket");
        }

        Refuses(await ExchangeAsync(""), 400, "40002", "ticket");
        var access = Data(await ExchangeAsync(ticket));
        Refuses(await ExchangeAsync(access["accessToken"]!.GetValue<string>()), 400, "40005", "ticket");
        Refuses(await ExchangeAsync(access["refreshToken"]!.GetValue<string>()), 400, "40005", "ticket");
    }

    [Fact]
    public async Task Ticket_AfterItsHour_HasExpired()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var tokens = new ContactTokenIssuer(Server.Services.GetRequiredService<AdminSettings>(), clock);
        clock.Now -= TimeSpan.FromHours(1);
        var (old, _) = tokens.Issue(ContactToken.Ticket, 1, 1, TimeSpan.FromHours(1));
        Refuses(await ExchangeAsync(old), 400, "40003", "ticket");
    }

    /// <summary>Somebody else may have made the place by which the contact is known: the ticket opens another.</summary>
    [Fact]
    public async Task Ticket_NeverProvesAPlaceThatAStrangerMade()
    {
        var (tenant, client) = await JoinAsync();
        var inbox = await tenant.InboxAsync();
        var identifier = await Server.Services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.QuerySingleAsync<string>("SELECT identifier FROM inboxes WHERE id = @inbox", new { inbox }), CancellationToken.None);
        using var stranger = new HttpClient { BaseAddress = Server.BaseAddress };
        var theirs = (await stranger.PostAsync($"/public/api/v1/inboxes/{identifier}/contacts", """{"phone_number":"+6281234567890"}""")).Is(HttpStatusCode.OK).Text("source_id");
        var ticket = Data(await client.PostAsync(Ticket, """{"customerUserID":"1","fullName":"John Doe","phone":"6281234567890"}"""))["ticket"]!.GetValue<string>();
        var access = Data(await ExchangeAsync(ticket));
        Assert.NotEqual(theirs, access["contactIdentifier"]!.GetValue<string>());
        var mine = $"/public/api/v1/inboxes/{identifier}/contacts/{access["contactIdentifier"]}/conversations";
        var conversation = (await stranger.PostAsync(mine, "{}")).Is(HttpStatusCode.OK).Body!["id"];
        (await stranger.GetJsonAsync($"/public/api/v1/inboxes/{identifier}/contacts/{theirs}/conversations/{conversation}")).Is(HttpStatusCode.NotFound);
    }

    private async Task<Answer> ExchangeAsync(string ticket)
    {
        using var person = new HttpClient { BaseAddress = Server.BaseAddress };
        return await person.PostAsync("/v1/user/request_access_token", new JsonObject { ["ticket"] = ticket }.ToJsonString());
    }

    private async Task<(Tenant Tenant, HttpClient Client)> JoinAsync()
    {
        var tenant = await Tenant.JoinAsync(Server);
        await tenant.RunAsync("UPDATE accounts SET tier = 'free' WHERE id = @AccountId");
        var (key, secret) = IntegrationKey.New(tenant.AccountId, IntegrationSurface.OneTalk, "Test", [], at: 0);
        await Server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => IntegrationKeyRepository.InsertAsync(scope, key), CancellationToken.None);
        return (tenant, With(secret));
    }

    private HttpClient With(string key)
    {
        var client = new HttpClient { BaseAddress = Server.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("API-Key", key);
        return client;
    }

    private static JsonObject Data(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body?.ToJsonString());
        Assert.Equal("""{"code":"","message":"","field":""}""", answer.Body!["error"]!.ToJsonString());
        Assert.Equal(200, answer.Body["status"]!.GetValue<int>());
        return answer.Body["data"]!.AsObject();
    }

    private static void Refuses(Answer answer, int status, string code, string field, string? message = null)
    {
        Assert.Equal($"{status} {status} {code} {field}", $"{(int)answer.Status} {answer.Body!["status"]} {answer.Body["error"]!["code"]} {answer.Body["error"]!["field"]}");
        Assert.NotEmpty(answer.Body["error"]!["message"]!.GetValue<string>());
        Assert.Equal("{}", answer.Body["data"]!.ToJsonString());
        if (message is not null)
        {
            Assert.Equal(message, answer.Body["error"]!["message"]!.GetValue<string>());
        }
    }
}
