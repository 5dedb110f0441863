using System.Net;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

public sealed class OnSyncSendTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Path = "/v1/messaging/send";
    private const string Hello = """{"platform":"whatsapp","to":"+971500000000","messageType":"text","content":"Hello"}""";

    private AdminServer Server => fixture.Server;

    [Theory]
    [InlineData("{}", "platform invalid_type;to invalid_type")]
    [InlineData("""{"platform":"sms","to":7,"messageType":"fax","content":1,"metadata":[]}""", "content invalid_type;messageType invalid_enum_value;metadata invalid_type;platform invalid_enum_value;to invalid_type")]
    [InlineData("""{"platform":null,"to":"","content":"Hi"}""", "platform invalid_type;to too_small")]
    [InlineData("""{"platform":"whatsapp","to":"nobody","content":"Hi"}""", "to invalid_string")]
    [InlineData("""{"platform":"telegram","to":"a b","content":"Hi"}""", "to invalid_string")]
    [InlineData("""{"platform":"whatsapp","to":"+971500000000"}""", "content invalid_type")]
    [InlineData("""{"platform":"whatsapp","to":"+971500000000","content":"  "}""", "content too_small")]
    [InlineData("""{"platform":"whatsapp","to":"+971500000000","messageType":"template"}""", "content custom")]
    [InlineData("""{"platform":"telegram","to":"1","messageType":"template","content":"offer"}""", "messageType custom")]
    [InlineData("""{"platform":"whatsapp","to":"+971500000000","messageType":"image","content":"A picture"}""", "content invalid_string")]
    [InlineData("""{"platform":"whatsapp","to":"+971500000000","messageType":"image","content":{"url":"ftp://x/y"} }""", "content invalid_string")]
    [InlineData("[]", " invalid_type")]
    public async Task Send_OfWhatCannotBeSent_TellsAllThatIsWrong(string body, string issues)
    {
        var (_, client) = await SandboxAsync();
        Assert.Equal(issues.Split(';'), (await client.PostAsync(Path, body)).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
    }

    [Fact]
    public async Task Send_OfTooLongAText_NamesWhatThePlatformTakes()
    {
        var (_, client) = await SandboxAsync();
        foreach (var (platform, to, most) in new[] { ("whatsapp", "+971500000000", 4_096), ("facebook", "1", 2_000), ("instagram", "1", 1_000), ("telegram", "1", 4_096) })
        {
            var refused = (await client.PostAsync(Path, $$"""{"platform":"{{platform}}","to":"{{to}}","content":"{{new string('a', most + 1)}}"}""")).Refuses(HttpStatusCode.BadRequest, "validation_error");
            Assert.Equal(most, refused.Body!["error"]!["details"]![0]!["maximum"]!.GetValue<int>());
            (await client.PostAsync(Path, $$"""{"platform":"{{platform}}","to":"{{to}}","content":"{{new string('a', most)}}"}""")).Is(HttpStatusCode.Accepted);
        }
    }

    [Fact]
    public async Task Send_NeedsItsScope_AndAnInbox()
    {
        var (tenant, client) = await SandboxAsync();
        using var reader = await tenant.OnSyncAsync(Server, OnSyncScope.ReadMessages, OnSyncScope.WriteContacts);
        (await reader.PostAsync(Path, Hello)).Refuses(HttpStatusCode.Forbidden, "forbidden");
        await tenant.RunAsync("UPDATE inboxes SET deleted_at = 1 WHERE account_id = @AccountId AND channel = 'whatsapp'");
        Assert.Equal(["platform custom"], (await client.PostAsync(Path, Hello)).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
        Assert.Empty((await client.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray());
    }

    [Fact]
    public async Task Send_FindsContactAndConversation_AndGivesItToWhoseTurnItIs()
    {
        var (tenant, client) = await SandboxAsync();
        await tenant.SetRegionAsync("AE");
        var contact = (await client.PostAsync("/v1/contacts", """{"firstName":"Sara","phone":"050 000 0000"}""")).Text("id");
        foreach (var to in new[] { "+971500000000", "971500000000", "050 000 0000", "+971 50 000 0000" })
        {
            var sent = (await client.PostAsync(Path, Hello.Replace("+971500000000", to, StringComparison.Ordinal))).Is(HttpStatusCode.Accepted).Told();
            Assert.Equal("whatsapp:+971500000000 queued", $"{sent.Text("conversationId")} {sent.Text("status")}");
            Assert.StartsWith("msg_", sent.Text("id"), StringComparison.Ordinal);
        }

        var messages = (await client.GetJsonAsync("/v1/conversations/whatsapp:+971500000000/messages")).Body!["messages"]!.AsArray();
        Assert.Equal(4, messages.Count);
        Assert.All(messages, message => Assert.Equal(contact, message!.Text("contactId")));
        var agent = await tenant.AdministratorAsync();
        Assert.Single((await agent.GetAsync(tenant, "/conversations?status=all")).Body!["data"]!["payload"]!.AsArray());
    }

    [Fact]
    public async Task Send_OfAFile_ShowsItWithTheMessage()
    {
        var (_, client) = await SandboxAsync();
        (await client.PostAsync(Path, """{"platform":"telegram","to":"77","messageType":"image","content":{"url":"https://files.example/a.jpg","caption":"A"},"metadata":{"deal":"7"} }""")).Is(HttpStatusCode.Accepted);
        var shown = (await client.GetJsonAsync("/v1/conversations/telegram:77/messages")).Body!["messages"]![0]!;
        Assert.Equal("image A https://files.example/a.jpg 7", $"{shown["messageType"]} {shown["content"]} {shown["attachments"]![0]!["url"]} {shown["metadata"]!["deal"]}");
    }

    [Fact]
    public async Task Send_UnderAKey_IsOneMessage_HoweverOftenItIsAsked()
    {
        var (_, client) = await SandboxAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostOnceAsync(Path, Hello, "order-7")));
        Assert.All(answers, answer => answer.Is(HttpStatusCode.Accepted).Told());
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct(StringComparer.Ordinal));
        Assert.Equal(8, answers.Select(answer => answer.Text("requestId")).Distinct(StringComparer.Ordinal).Count());
        (await client.PostOnceAsync(Path, Hello.Replace("Hello", "Bye", StringComparison.Ordinal), "order-7")).Refuses(HttpStatusCode.Conflict, "idempotency_key_reused");
        (await client.PostOnceAsync(Path, Hello, "")).Refuses(HttpStatusCode.BadRequest, "validation_error");
        (await client.PostOnceAsync(Path, Hello, "order-8")).Is(HttpStatusCode.Accepted);
        Assert.Equal(2, (await client.GetJsonAsync("/v1/conversations/whatsapp:+971500000000/messages")).Body!["messages"]!.AsArray().Count);

        // Another account's key is another one.
        var (_, other) = await SandboxAsync();
        Assert.NotEqual(answers[0].Text("id"), (await other.PostOnceAsync(Path, Hello, "order-7")).Is(HttpStatusCode.Accepted).Text("id"));
    }

    /// <summary>An account with sandboxes of all channels.</summary>
    private async Task<(Tenant Tenant, HttpClient Client)> SandboxAsync()
    {
        var tenant = await Tenant.JoinAsync(Server);
        foreach (var channel in new[] { "whatsapp", "facebook", "instagram", "telegram" })
        {
            await tenant.InboxAsync(channel);
        }

        await tenant.RunAsync("UPDATE inboxes SET sandbox = 1 WHERE account_id = @AccountId");
        return (tenant, await tenant.OnSyncAsync(Server));
    }
}
