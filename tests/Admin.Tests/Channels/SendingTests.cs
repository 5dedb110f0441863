using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Channels;

public sealed class SendingTests(ChannelFixture fixture) : IClassFixture<ChannelFixture>
{
    private const string Sara = "971500000001";

    private ProviderStandIn Provider => fixture.Provider;

    [Fact]
    public async Task WhatsApp_OutsideItsWindow_TakesTemplatesOnly_AndSaysSo()
    {
        var inbox = await ConnectAsync("whatsapp");
        var refused = (await inbox.SendAsync("+" + Sara, "Hello")).Refuses(HttpStatusCode.BadRequest, "outside_window");
        Assert.Equal(
            """{"open":false,"lastInboundAt":null,"expiresAt":null,"requiresTemplate":true}""", refused.Body!["templateWindowStatus"]!.ToJsonString());
        Assert.Empty((await inbox.Program.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray());

        var sent = (await inbox.SendAsync(
            "+" + Sara, "viewing", "template", ""","metadata":{"template":{"name":"viewing","language":"en_US","parameters":["Sara","3pm"]},"deal":"7"}""")).Is(HttpStatusCode.Accepted).Told();
        Assert.Equal($"whatsapp:+{Sara} queued true", $"{sent.Text("conversationId")} {sent.Text("status")} {sent.Body!["templateWindowStatus"]!["requiresTemplate"]}");
        var taken = await TakenAsync(Sara);
        Assert.Equal(
            """{"name":"viewing","language":{"policy":"deterministic","code":"en_US"},"components":[{"type":"body","parameters":[{"type":"text","text":"Sara"},{"type":"text","text":"3pm"}]}]}""",
            taken.Body["template"]!.ToJsonString());
        var shown = await inbox.UntilAsync("+" + Sara, "sent");
        Assert.Equal($"template {taken.Name} 7 {sent.Text("id")}", $"{shown["messageType"]} {shown["metadata"]!["platformMessageId"]} {shown["metadata"]!["deal"]} {shown["id"]}");
    }

    [Fact]
    public async Task WhatsApp_WithinItsWindow_TakesTextAndFiles_AndReceiptsGoForwardOnly()
    {
        const string Omar = "971500000002";
        var inbox = await ConnectAsync("whatsapp");
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Text(Omar, "wamid.in1", "Hi", TimeProvider.System.GetUtcNow().AddHours(-23))));
        var status = (await inbox.SendAsync(Omar, "Hello")).Is(HttpStatusCode.Accepted).Body!["templateWindowStatus"]!;
        Assert.True(status["open"]!.GetValue<bool>());
        Assert.Equal(
            TimeSpan.FromHours(24), DateTimeOffset.Parse(status["expiresAt"]!.GetValue<string>(), null) - DateTimeOffset.Parse(status["lastInboundAt"]!.GetValue<string>(), null));
        var taken = await TakenAsync(Omar);
        Assert.Equal(("Hello", inbox.ExternalId, taken.Key), (taken.Text, taken.Of, taken.Body["biz_opaque_callback_data"]!.GetValue<string>()));
        await inbox.UntilAsync("+" + Omar, "sent");

        foreach (var (told, shown) in new[] { ("delivered", "delivered"), ("read", "read"), ("delivered", "read"), ("failed", "read"), ("sent", "read") })
        {
            Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Status(taken.Name, told)));
            Assert.Equal(shown, (await inbox.SaidAsync("+" + Omar))[0]["status"]!.GetValue<string>());
        }

        (await inbox.SendAsync(Omar, "The plan", "document", ""","metadata":{"mediaUrl":"https://files.example/plan.pdf","filename":"plan.pdf"}""")).Is(HttpStatusCode.Accepted);
        var file = await Provider.UntilTakenAsync(asked => asked.To == Omar && asked.Body["document"] is not null, "the file");
        Assert.Equal("""{"link":"https://files.example/plan.pdf","caption":"The plan","filename":"plan.pdf"}""", file.Body["document"]!.ToJsonString());
    }

    [Fact]
    public async Task Failure_ThatIsToldLater_IsOnTheMessage_AndSentAgainOnRequest()
    {
        const string Lea = "971500000003";
        var inbox = await OpenAsync(Lea);
        await inbox.SendAsync(Lea, "Hello");
        var taken = await TakenAsync(Lea);
        await inbox.UntilAsync("+" + Lea, "sent");
        await inbox.TellAsync(inbox.Status(taken.Name, "failed", taken.Key, new JsonObject
        {
            ["code"] = 131026,
            ["title"] = "Message undeliverable",
            ["error_data"] = new JsonObject { ["details"] = "Unable to deliver" },
        }));
        var failed = (await inbox.SaidAsync("+" + Lea))[0];
        Assert.StartsWith("131026: The message cannot be delivered", failed["metadata"]!["error"]!.GetValue<string>(), StringComparison.Ordinal);

        var conversation = (await inbox.Admin.GetAsync(inbox.Tenant, "/conversations")).Body!["data"]!["payload"]![0]!["id"]!.GetValue<long>();
        await Until.TrueAsync(async () => await CountAsync("SELECT COUNT(*) FROM channel_sends WHERE inbox_id = @id AND state = 'sent'", inbox.Id) == 1, "the end of the first attempt");
        (await inbox.Admin.PostAsync(inbox.Tenant, $"/conversations/{conversation}/messages/{failed.Text("id")["msg_".Length..]}/retry", "")).Is(HttpStatusCode.OK);
        await Until.TrueAsync(() => Task.FromResult(Provider.Taken.Count(asked => asked.To == Lea) == 2), "the second attempt");
        var again = await inbox.UntilAsync("+" + Lea, "sent");
        Assert.Equal(Provider.Taken.Last(asked => asked.To == Lea).Name, again["metadata"]!.Text("platformMessageId"));
        Assert.Null(again["metadata"]!["error"]);
    }

    [Fact]
    public async Task Conversation_KeepsItsOrder_WhenAMessageHasToWait()
    {
        const string Tim = "971500000004";
        var inbox = await OpenAsync(Tim);
        var refusals = 0;
        Provider.Fault = asked => asked.To == Tim && asked.Text == "1" && Interlocked.Increment(ref refusals) == 1 ? Fault.Of(500, ProviderStandIn.GraphError("131000", "Something went wrong")) : null;
        foreach (var number in Enumerable.Range(1, 5))
        {
            (await inbox.SendAsync(Tim, number.ToString(System.Globalization.CultureInfo.InvariantCulture))).Is(HttpStatusCode.Accepted);
        }

        await Provider.UntilTakenAsync(asked => asked.To == Tim && asked.Text == "5", "the last message");
        Assert.Equal(["1", "2", "3", "4", "5"], Provider.Taken.Where(asked => asked.To == Tim).Select(asked => asked.Text));
    }

    [Fact]
    public async Task Limit_OfTheProvider_StopsTheInboxForAsLongAsItSays_AndCountsAgainstNoMessage()
    {
        var inbox = await ConnectAsync("telegram");
        var started = TimeProvider.System.GetTimestamp();
        var (first, waited) = (0, TimeSpan.Zero);
        Provider.Fault = asked =>
        {
            if (asked.Api != "tg")
            {
                return null;
            }

            if (Interlocked.Increment(ref first) == 1)
            {
                return Fault.Of(429, ProviderStandIn.BotError(429, "Too Many Requests: retry after 1", retryAfter: 1));
            }

            waited = waited == TimeSpan.Zero ? TimeProvider.System.GetElapsedTime(started) : waited;
            return null;
        };
        (await inbox.SendAsync("100", "Hello")).Is(HttpStatusCode.Accepted);
        await Until.TrueAsync(() => Task.FromResult(first >= 1), "the first request");
        (await inbox.SendAsync("101", "Hello, too")).Is(HttpStatusCode.Accepted);
        await Provider.UntilTakenAsync(asked => asked.To == "100", "the first message");
        await Provider.UntilTakenAsync(asked => asked.To == "101", "the second message");
        Assert.True(waited >= TimeSpan.FromSeconds(1), $"after {waited}");
        await inbox.UntilAsync("100", "sent");
        Assert.Equal(0, await CountAsync("SELECT SUM(failure_count) FROM channel_sends WHERE inbox_id = @id", inbox.Id));
    }

    [Fact]
    public async Task Answer_ThatNeverComes_IsDoubt_WhichAReceiptSettles()
    {
        const string Ida = "971500000005";
        var inbox = await OpenAsync(Ida);
        Provider.Fault = asked => asked.To == Ida ? new Fault { IsTaken = true, BreaksOff = true } : null;
        await inbox.SendAsync(Ida, "Once");
        var taken = await TakenAsync(Ida);
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Status(taken.Name, "delivered", taken.Key)));
        await Until.TrueAsync(async () => await CountAsync("SELECT COUNT(*) FROM channel_sends WHERE inbox_id = @id AND state = 'sent'", inbox.Id) == 1, "the end of the doubt");
        Assert.Equal("delivered", (await inbox.SaidAsync("+" + Ida))[0]["status"]!.GetValue<string>());
        Assert.Single(Provider.Taken, asked => asked.To == Ida);
    }

    [Fact]
    public async Task Answer_ThatNeverComes_IsSentAgainUnderTheSameKey_OrHeld_AsTheInboxWants()
    {
        const string Max = "971500000006";
        var inbox = await OpenAsync(Max);
        var broken = 0;
        Provider.Fault = asked => asked.To == Max && Interlocked.Increment(ref broken) == 1 ? new Fault { BreaksOff = true } : null;
        await inbox.SendAsync(Max, "Once or twice");
        await TakenAsync(Max);
        Assert.Single(Provider.All.Where(asked => asked.To == Max).Select(asked => asked.Key).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, Provider.All.Count(asked => asked.To == Max));

        const string Pia = "971500000007";
        var careful = await OpenAsync(Pia, ""","when_in_doubt":"hold" """);
        Provider.Fault = asked => asked.To == Pia ? new Fault { IsTaken = true, BreaksOff = true } : null;
        await careful.SendAsync(Pia, "Once or never");
        var held = await careful.UntilAsync("+" + Pia, "failed");
        Assert.StartsWith("unknown: ", held["metadata"]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(Provider.All, asked => asked.To == Pia);
    }

    [Fact]
    public async Task Message_OfAnAgent_WithFiles_LeavesFileByFile_AndOneThatWasDeletedDoesNot()
    {
        var inbox = await ConnectAsync("telegram");
        await inbox.TellAsync(JsonNode.Parse("""{"update_id":1,"message":{"message_id":9,"date":1700000000,"chat":{"id":200,"type":"private"},"from":{"first_name":"Zoe"},"text":"Hi"}}""")!);
        var conversation = (await inbox.Admin.GetAsync(inbox.Tenant, "/conversations")).Body!["data"]!["payload"]![0]!["id"]!.GetValue<long>();
        using var form = new MultipartFormDataContent { { new StringContent("Two"), "content" } };
        form.Add(new StringContent("one"), "attachments[]", "a.txt");
        form.Add(new StringContent("two"), "attachments[]", "b.txt");
        using var answer = await inbox.Admin.Client.PostAsync(new Uri($"{inbox.Tenant.Path}/conversations/{conversation}/messages", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Provider.UntilTakenAsync(asked => asked.To == "200" && asked.Body["document"]?.GetValue<string>().Contains("b.txt", StringComparison.Ordinal) is true, "the second file");
        var parts = Provider.Taken.Where(asked => asked.To == "200").ToList();
        Assert.Equal(["sendDocument Two", "sendDocument "], parts.Select(part => $"{part.Of} {part.Body["caption"]}"));
        Assert.Equal(parts[0].Key + ".1", parts[1].Key);
        Assert.Equal(parts[0].Name, (await inbox.UntilAsync("200", "sent"))["metadata"]!["platformMessageId"]!.GetValue<string>());

        // A second passes between two messages of a chat: time enough to take one back.
        var said = (await inbox.Admin.SayAsync(inbox.Tenant, conversation, "A mistake")).Id();
        await inbox.Admin.DeleteAsync(inbox.Tenant, $"/conversations/{conversation}/messages/{said}");
        (await inbox.SendAsync("200", "Right")).Is(HttpStatusCode.Accepted);
        await Provider.UntilTakenAsync(asked => asked.To == "200" && asked.Text == "Right", "the message after it");
        Assert.DoesNotContain(Provider.Taken, asked => asked.To == "200" && asked.Text == "A mistake");
    }

    [Theory]
    [InlineData("facebook", "fb")]
    [InlineData("instagram", "ig")]
    public async Task Page_TakesTextAndFiles_AndItsEchoIsNoSecondMessage(string type, string api)
    {
        var inbox = await ConnectAsync(type);
        (await inbox.SendAsync("300", "Hello", more: "")).Is(HttpStatusCode.Accepted);
        var taken = await Provider.UntilTakenAsync(asked => asked.Api == api && asked.To == "300", "the message");
        Assert.Equal(("Hello", taken.Key, "RESPONSE"), (taken.Text, taken.Body["message"]!["metadata"]!.GetValue<string>(), taken.Body["messaging_type"]!.GetValue<string>()));
        await inbox.UntilAsync("300", "sent");
        var echo = new JsonObject { ["mid"] = taken.Name, ["text"] = "Hello", ["is_echo"] = true, ["metadata"] = taken.Key };
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Page(ChannelStories.Between(inbox.ExternalId, "300", "message", echo))));
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Page(ChannelStories.Between(
            inbox.ExternalId, "300", "message", new JsonObject { ["mid"] = "m_elsewhere", ["text"] = "From the app", ["is_echo"] = true }))));
        Assert.Equal(["From the app", "Hello"], (await inbox.SaidAsync("300")).Select(message => message["content"]!.GetValue<string>()));
        Assert.Single(Provider.Taken, asked => asked.Api == api && asked.To == "300");

        var read = type == "facebook" ? new JsonObject { ["watermark"] = TimeProvider.System.GetUtcNow().AddSeconds(5).ToUnixTimeMilliseconds() } : new JsonObject { ["mid"] = taken.Name };
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Page(ChannelStories.Between("300", inbox.ExternalId, "read", read))));
        Assert.Equal("read", (await inbox.SaidAsync("300"))[1]["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sandbox_CallsNobody_AndTakesEverything()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        using var program = await tenant.OnSyncAsync(fixture.Server);
        await tenant.InboxAsync("whatsapp");
        await tenant.RunAsync("UPDATE inboxes SET sandbox = 1 WHERE account_id = @AccountId");
        var sent = (await program.PostAsync("/v1/messaging/send", """{"platform":"whatsapp","to":"+971500000099","messageType":"text","content":"Hello"}""")).Is(HttpStatusCode.Accepted);
        Assert.True(sent.Body!["templateWindowStatus"]!["requiresTemplate"]!.GetValue<bool>());
        await Until.TrueAsync(
            async () => (await program.GetJsonAsync("/v1/conversations/whatsapp:+971500000099/messages")).Body!["messages"]![0]!["status"]!.GetValue<string>() == "sent", "the message as sent");
        Assert.DoesNotContain(Provider.All, asked => asked.To == "971500000099");
    }

    private async Task<ConnectedInbox> ConnectAsync(string type, string more = "")
    {
        Provider.Fault = static _ => null;
        return await (await Tenant.JoinAsync(fixture.Server)).ConnectAsync(fixture.Server, type, more);
    }

    /// <summary>An inbox to which somebody has just written.</summary>
    private async Task<ConnectedInbox> OpenAsync(string from, string more = "")
    {
        var inbox = await ConnectAsync("whatsapp", more);
        Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(inbox.Text(from, "wamid.in" + from, "Hi")));
        return inbox;
    }

    private Task<ProviderStandIn.Asked> TakenAsync(string to) => Provider.UntilTakenAsync(asked => asked.To == to, $"a message to {to}");

    private Task<long> CountAsync(string sql, long id)
        => fixture.Server.Services.GetRequiredService<IDatabase>().ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, new { id }), CancellationToken.None);
}
