using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Channels;

public sealed class ReceivingTests(ChannelFixture fixture) : IClassFixture<ChannelFixture>
{
    [Fact]
    public async Task Verification_RepeatsTheChallenge_ToWhoKnowsTheToken()
    {
        var inbox = await ConnectAsync("whatsapp");
        using var client = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        Assert.Equal("1158201444", await client.GetStringAsync(new Uri($"{inbox.Webhook}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={inbox.VerifyToken}", UriKind.Relative)));
        foreach (var (query, status) in new[]
        {
            ("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guessed", HttpStatusCode.Forbidden), ("?hub.challenge=1&hub.verify_token=" + inbox.VerifyToken, HttpStatusCode.Forbidden), ("", HttpStatusCode.Forbidden),
        })
        {
            using var answer = await client.GetAsync(new Uri(inbox.Webhook + query, UriKind.Relative));
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("facebook")]
    [InlineData("instagram")]
    [InlineData("telegram")]
    public async Task News_ThatIsNotSigned_OrOfNoInbox_IsRefused(string type)
    {
        var inbox = await ConnectAsync(type);
        var news = NewsOf(inbox, "400", "m.1", "Hi");
        Assert.Equal(HttpStatusCode.Unauthorized, await inbox.TellAsync(news, "guessed"));
        Assert.Equal(HttpStatusCode.NotFound, await (inbox with { Webhook = inbox.Webhook + "x" }).TellAsync(news));
        Assert.Equal(HttpStatusCode.NotFound, await (inbox with { Webhook = inbox.Webhook.Replace(type, "email", StringComparison.Ordinal) }).TellAsync(news));
        using var client = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        using var unsigned = await client.PostAsync(new Uri(inbox.Webhook, UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.Empty((await inbox.Program.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray());

        foreach (var strange in new JsonNode[] { new JsonObject(), new JsonObject { ["entry"] = "x", ["message"] = 7 }, JsonNode.Parse("""{"entry":[{"changes":[{"field":"messages","value":null}],"messaging":[null,{}]}],"message":{"chat":[]}}""")! })
        {
            Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(strange));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await inbox.TellAsync(new JsonArray()));
    }

    [Theory]
    [InlineData("whatsapp", "971500000401", "+971500000401")]
    [InlineData("facebook", "401", "401")]
    [InlineData("instagram", "401", "401")]
    [InlineData("telegram", "401", "401")]
    public async Task Message_BecomesContactConversationAndMessage_EachOnce_HoweverOftenItIsTold(string type, string from, string address)
    {
        var inbox = await ConnectAsync(type);
        var news = NewsOf(inbox, from, "m.401", "Is it \"free\"? 👋");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => inbox.TellAsync(news))), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(NewsOf(inbox, from, "m.402", "Hello?")));
        var said = await inbox.SaidAsync(address);
        Assert.Equal(["Hello?", "Is it \"free\"? 👋"], said.Select(message => message.Text("content")));
        Assert.Equal(["received", "inbound"], [said[0].Text("status"), said[0].Text("direction")]);
        var contact = Assert.Single((await inbox.Program.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray())!;
        Assert.Equal(type, contact.Text("channel"));
        var conversations = (await inbox.Admin.GetAsync(inbox.Tenant, "/conversations")).Body!["data"]!["payload"]!.AsArray();
        Assert.True(Assert.Single(conversations)!["can_reply"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Person_WhoseNumberIsKnown_IsThatContact()
    {
        var inbox = await ConnectAsync("whatsapp");
        var known = (await inbox.Program.PostAsync("/v1/contacts", """{"firstName":"Nina","phone":"+971500000410"}""")).Text("id");
        await inbox.TellAsync(NewsOf(inbox, "971500000410", "m.410", "Hi"));
        Assert.Equal(known, (await inbox.SaidAsync("+971500000410"))[0].Text("contactId"));
        Assert.Equal("Nina", (await inbox.Program.GetJsonAsync("/v1/contacts/" + known)).Text("firstName"));
    }

    [Fact]
    public async Task Message_ToAResolvedConversation_BeginsAnother_AndTheWindowIsTheAddresss()
    {
        var inbox = await ConnectAsync("whatsapp");
        await inbox.TellAsync(NewsOf(inbox, "971500000420", "m.420", "Hi"));
        var first = (await inbox.Admin.GetAsync(inbox.Tenant, "/conversations")).Body!["data"]!["payload"]![0]!["id"]!.GetValue<long>();
        await inbox.Admin.PostAsync(inbox.Tenant, $"/conversations/{first}/toggle_status", """{"status":"resolved"}""");

        // A new conversation, in which nobody has written yet.
        Assert.True((await inbox.SendAsync("+971500000420", "Still there?")).Is(HttpStatusCode.Accepted).Body!["templateWindowStatus"]!["open"]!.GetValue<bool>());
        Assert.Equal(["Still there?", "Hi"], (await inbox.SaidAsync("+971500000420")).Select(message => message.Text("content")));
    }

    [Fact]
    public async Task Message_ThatComesLate_OpensTheWindowForWhatIsLeftOfIt()
    {
        var inbox = await ConnectAsync("whatsapp");
        await inbox.TellAsync(inbox.Text("971500000430", "m.430", "Hi", TimeProvider.System.GetUtcNow().AddHours(-25)));
        var refused = (await inbox.SendAsync("+971500000430", "Hello")).Refuses(HttpStatusCode.BadRequest, "outside_window");
        Assert.NotNull(refused.Body!["templateWindowStatus"]!["lastInboundAt"]);
        Assert.Single(await inbox.SaidAsync("+971500000430"));
    }

    [Fact]
    public async Task Stop_IsHonoured_UntilStart()
    {
        var inbox = await ConnectAsync("whatsapp");
        const string Address = "+971500000440";
        await inbox.TellAsync(NewsOf(inbox, "971500000440", "m.440", " Stop. "));
        (await inbox.SendAsync(Address, "Hello")).Refuses(HttpStatusCode.BadRequest, "opted_out");
        (await inbox.SendAsync(Address, "offer", "template", ""","metadata":{"template":{"name":"offer"} }""")).Refuses(HttpStatusCode.BadRequest, "opted_out");
        var conversation = (await inbox.Admin.GetAsync(inbox.Tenant, "/conversations")).Body!["data"]!["payload"]![0]!["id"]!.GetValue<long>();
        Assert.Contains("The contact wants no more messages here", await inbox.Admin.ActivitiesAsync(inbox.Tenant, conversation));

        // An agent does not see it coming; the message says what became of it.
        (await inbox.Admin.SayAsync(inbox.Tenant, conversation, "Are you sure?")).Is(HttpStatusCode.OK);
        Assert.StartsWith("opted_out: ", (await inbox.UntilAsync(Address, "failed"))["metadata"]!.Text("error"), StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Provider.All, asked => asked.To == "971500000440");

        await inbox.TellAsync(NewsOf(inbox, "971500000440", "m.441", "START"));
        (await inbox.SendAsync(Address, "Welcome back")).Is(HttpStatusCode.Accepted);
        await inbox.UntilAsync(Address, "sent");
    }

    [Fact]
    public async Task Blocking_OfABot_IsAnOptOut()
    {
        var inbox = await ConnectAsync("telegram");
        await inbox.TellAsync(NewsOf(inbox, "450", "450", "Hi"));
        foreach (var (status, answer) in new[] { ("kicked", HttpStatusCode.BadRequest), ("member", HttpStatusCode.Accepted) })
        {
            await inbox.TellAsync(JsonNode.Parse($$"""{"update_id":2,"my_chat_member":{"chat":{"id":450,"type":"private"},"new_chat_member":{"status":"{{status}}"} } }""")!);
            (await inbox.SendAsync("450", "Hello")).Is(answer);
        }
    }

    [Fact]
    public async Task Numbers_OfOneAccount_MayShareAWebhook_AndThoseOfAnotherAccountMayNot()
    {
        var first = await ConnectAsync("whatsapp");
        var second = await first.Tenant.ConnectAsync(fixture.Server, "whatsapp");
        var stranger = await ConnectAsync("whatsapp");
        Assert.Equal(HttpStatusCode.OK, await (first with { ExternalId = second.ExternalId }).TellAsync(NewsOf(second, "971500000460", "m.460", "To the second")));
        Assert.Equal(HttpStatusCode.OK, await first.TellAsync(NewsOf(stranger, "971500000461", "m.461", "To a stranger")));
        Assert.Single(await second.SaidAsync("+971500000460"));
        (await stranger.Program.GetJsonAsync("/v1/conversations/whatsapp:+971500000461/messages")).Refuses(HttpStatusCode.NotFound, "not_found");
        (await first.Program.GetJsonAsync("/v1/conversations/whatsapp:+971500000461/messages")).Refuses(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Connecting_TriesWhatIsGiven_AndTellsOfIt()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        foreach (var (channel, wrong) in new[]
        {
            ("""{"type":"whatsapp"}""", "api_key"),
            ("""{"type":"whatsapp","provider_config":{"api_key":"wrong","phone_number_id":"1","app_secret":"s"}}""", "api_key"),
            ("""{"type":"whatsapp","provider_config":{"api_key":"EAA-token","phone_number_id":"1"}}""", "app_secret"),
            ("""{"type":"telegram","bot_token":"nonsense"}""", "bot_token"),
            ("""{"type":"telegram","bot_token":"1:wrong"}""", "bot_token"),
            ("""{"type":"facebook","page_access_token":"EAA-token","app_secret":"s"}""", "page_id"),
            ("""{"type":"instagram","instagram_id":"1","access_token":"EAA-token","app_secret":"s","when_in_doubt":"perhaps"}""", "when_in_doubt"),
        })
        {
            var refused = (await admin.PostAsync(tenant, "/inboxes", $$"""{"name":"Shop","channel":{{channel}}}""")).Is(HttpStatusCode.UnprocessableEntity);
            Assert.Contains(wrong, refused.Body!["attributes"]!.AsArray().Select(attribute => attribute!.GetValue<string>()));
        }

        var inbox = await tenant.ConnectAsync(fixture.Server, "telegram");
        Assert.Equal($"https://admin.example{inbox.Webhook}", fixture.Provider.Webhook!.Text("url"));
        Assert.Equal(inbox.VerifyToken, fixture.Provider.Webhook!.Text("secret_token"));
        (await admin.PostAsync(tenant, "/inboxes", $$"""{"name":"Again","channel":{{ChannelStories.Channel("telegram")}}}""")).Is(HttpStatusCode.UnprocessableEntity);
        var shown = (await admin.GetAsync(tenant, $"/inboxes/{inbox.Id}")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("Channel::Telegram acme_bot", $"{shown["channel_type"]} {shown["bot_name"]}");
        Assert.DoesNotContain(ProviderStandIn.BotToken, shown.ToJsonString(), StringComparison.Ordinal);
        var agent = await tenant.AgentAsync();
        Assert.DoesNotContain(inbox.VerifyToken, (await agent.GetAsync(tenant, "/inboxes")).Body!.ToJsonString(), StringComparison.Ordinal);
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox.Id}", """{"channel":{"bot_token":"1:wrong"} }""")).Is(HttpStatusCode.UnprocessableEntity);
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox.Id}", """{"name":"Desk","channel":{"messages_per_second":5} }""")).Is(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(NewsOf(inbox, "470", "470", "Still connected")));
    }

    [Fact]
    public async Task File_IsFetchedFromItsProvider_AndKept()
    {
        var whatsApp = await ConnectAsync("whatsapp");
        await whatsApp.TellAsync(whatsApp.WhatsApp("messages", new JsonObject
        {
            ["from"] = "971500000480",
            ["id"] = "m.480",
            ["timestamp"] = "1700000000",
            ["type"] = "document",
            ["document"] = new JsonObject { ["id"] = "plan.txt", ["filename"] = "Plan.txt", ["mime_type"] = "text/plain", ["caption"] = "Our plan" },
        }));
        Assert.Equal("Our plan", await FileAsync(whatsApp, "+971500000480", "the plan.txt"));
        var telegram = await ConnectAsync("telegram");
        await telegram.TellAsync(JsonNode.Parse(
            """{"update_id":1,"message":{"message_id":481,"date":1700000000,"chat":{"id":481,"type":"private"},"caption":"A voice","document":{"file_id":"voice.txt"} } }""")!);
        Assert.Equal("A voice", await FileAsync(telegram, "481", "the voice.txt"));
        var page = await ConnectAsync("facebook");
        await page.TellAsync(page.Page(ChannelStories.Between("482", page.ExternalId, "message", new JsonObject
        {
            ["mid"] = "m.482",
            ["text"] = "Look",
            ["attachments"] = new JsonArray(new JsonObject { ["type"] = "file", ["payload"] = new JsonObject { ["url"] = $"{fixture.Provider.Address}tg/file/bot{ProviderStandIn.BotToken}/look.txt" } }),
        })));
        Assert.Equal("Look", await FileAsync(page, "482", "the look.txt"));
    }

    /// <returns>What was said with it.</returns>
    private static async Task<string> FileAsync(ConnectedInbox inbox, string address, string content)
    {
        JsonNode? message = null;
        await Until.TrueAsync(async () => (message = (await inbox.SaidAsync(address))[0])["attachments"]![0]!["url"]!.GetValue<string>().Contains("/files/", StringComparison.Ordinal), "the file");
        using var client = new HttpClient { BaseAddress = inbox.Server.BaseAddress };
        Assert.Equal(content, await client.GetStringAsync(new Uri(new Uri(message!["attachments"]![0]!.Text("url")).PathAndQuery, UriKind.Relative)));
        return message.Text("content");
    }

    [SqliteFact]
    public async Task Secrets_AreSealedAtRest()
    {
        var inbox = await ConnectAsync("telegram");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(fixture.Server.DataFolder, "admin"), "onelink.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.True(copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(ProviderStandIn.BotToken)) < 0, file);
        }

        Assert.NotEqual(0, inbox.Id);
    }

    private static JsonObject NewsOf(ConnectedInbox inbox, string from, string id, string text) => inbox.Type switch
    {
        "whatsapp" => inbox.Text(from, id, text),
        "telegram" => new JsonObject
        {
            ["update_id"] = 1,
            ["message"] = new JsonObject
            {
                ["message_id"] = long.Parse(id.Replace("m.", "", StringComparison.Ordinal), null),
                ["date"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
                ["chat"] = new JsonObject { ["id"] = long.Parse(from, null), ["type"] = "private" },
                ["from"] = new JsonObject { ["id"] = long.Parse(from, null), ["first_name"] = "Sara", ["username"] = "sara" },
                ["text"] = text,
            },
        },
        _ => inbox.Page(ChannelStories.Between(from, inbox.ExternalId, "message", new JsonObject { ["mid"] = id, ["text"] = text })),
    };

    private async Task<ConnectedInbox> ConnectAsync(string type)
    {
        fixture.Provider.Fault = static _ => null;
        return await (await Tenant.JoinAsync(fixture.Server)).ConnectAsync(fixture.Server, type);
    }
}
