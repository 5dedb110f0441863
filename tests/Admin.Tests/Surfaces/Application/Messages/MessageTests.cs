using System.Net;
using System.Text;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application.Messages;

public sealed class MessageTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Create_EveryField_IsAnswered()
    {
        var (tenant, admin, id) = await StartAsync();

        var answer = (await admin.PostAsync(tenant, $"/conversations/{id}/messages", """
            {"content":"Hello","private":"true","echo_id":"e1","source_id":"s1","content_attributes":{"note":1},"template_params":{"name":"t"} }
            """)).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("Hello", answer.Text("content"));
        Assert.Equal("e1", answer.Text("echo_id"));
        Assert.Equal("s1", answer.Text("source_id"));
        Assert.Equal("text", answer.Text("content_type"));
        Assert.Equal("sent", answer.Text("status"));
        Assert.Equal(1, answer.Number("message_type"));
        Assert.Equal(id, answer.Number("conversation_id"));
        Assert.True(answer["private"]!.GetValue<bool>());
        Assert.Equal("""{"note":1}""", answer["content_attributes"]!.ToJsonString());
        Assert.Equal("user", answer["sender"]!.Text("type"));
        Assert.Equal("Ada", answer["sender"]!.Text("available_name"));
        Assert.False(answer.AsObject().ContainsKey("attachments"));
        Assert.Equal("t", (await admin.ShowAsync(tenant, id))["messages"]![0]!["additional_attributes"]!["template_params"]!.Text("name"));
    }

    [Fact]
    public async Task Create_AsForm_ReadsTextsAsWhatTheyMean()
    {
        var (tenant, admin, id) = await StartAsync();

        async Task<Answer> SendAsync(params (string Name, string Value)[] fields)
        {
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
            {
                form.Add(new StringContent(value, Encoding.UTF8), name);
            }

            return await Answer.OfAsync(await admin.Client.PostAsync(new Uri($"{tenant.Path}/conversations/{id}/messages", UriKind.Relative), form));
        }

        var note = (await SendAsync(("content", "Hello"), ("private", "true"), ("content_attributes", """{"a":{"b":1}}"""))).Is(HttpStatusCode.OK).Body!;
        var broken = (await SendAsync(("content", "Hello"), ("private", "false"), ("content_attributes", "{no json"))).Is(HttpStatusCode.OK).Body!;

        Assert.True(note["private"]!.GetValue<bool>());
        Assert.Equal("""{"a":{"b":1}}""", note["content_attributes"]!.ToJsonString());
        Assert.False(broken["private"]!.GetValue<bool>());
        Assert.Equal("{}", broken["content_attributes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"content":"x","message_type":"activity"}""", "Validation failed: Message type is not included in the list")]
    [InlineData("""{"content":"x","content_type":"hologram"}""", "Validation failed: Content type is not included in the list")]
    [InlineData("""{"content":["x"]}""", "Validation failed: Content must be a string")]
    [InlineData("""{"content":"x","private":"perhaps"}""", "Validation failed: Private must be true or false")]
    [InlineData("""{"content":"x","content_type":"cards"}""", "Validation failed: Content attributes At least one item is required.")]
    [InlineData("""{"content":"x","content_type":"input_select","content_attributes":{"items":[{"titel":"a"}]}}""", "Validation failed: Content attributes contains invalid keys for items : [:titel]")]
    [InlineData("""{"content":"x","content_type":"cards","content_attributes":{"items":[{"title":"a"}]}}""", "Validation failed: Content attributes contains items missing actions")]
    public async Task Create_WhatCannotBe_IsRefusedInItsOwnShape(string json, string error)
    {
        var (tenant, admin, id) = await StartAsync();

        (await admin.PostAsync(tenant, $"/conversations/{id}/messages", json)).Is(HttpStatusCode.UnprocessableEntity, $$"""{"error":"{{error}}"}""");
        Assert.Empty(await admin.MessagesAsync(tenant, id));
    }

    [Fact]
    public async Task Create_ContentOf150000CharactersAndNoMore()
    {
        var (tenant, admin, id) = await StartAsync();

        (await admin.SayAsync(tenant, id, new string('x', 150_000))).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, id, new string('x', 150_001)))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Validation failed: Content is too long (maximum is 150000 characters)"}""");
    }

    [Fact]
    public async Task Create_MoreThan200InAMinute_IsRefused()
    {
        var (tenant, admin, id) = await StartAsync();
        foreach (var number in Enumerable.Range(0, 200))
        {
            (await admin.SayAsync(tenant, id, $"{number}")).Is(HttpStatusCode.OK);
        }

        (await admin.SayAsync(tenant, id, "one more")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"Validation failed: Too many messages"}""");
    }

    [Fact]
    public async Task Create_IncomingInAResolvedConversation_OpensItAgainAndSaysSo()
    {
        var (tenant, admin, id) = await StartAsync();
        await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", """{"status":"resolved"}""");

        var message = (await admin.SayAsync(tenant, id, "Are you there?", "incoming")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("contact", message["sender"]!.Text("type"));
        var conversation = await admin.ShowAsync(tenant, id);
        Assert.Equal("open", conversation.Text("status"));
        Assert.Equal(1, conversation.Number("unread_count"));
        Assert.Equal("Are you there?", conversation["last_non_activity_message"]!.Text("content"));
        Assert.Equal(
            ["Conversation was marked resolved by Ada", "System reopened the conversation due to a new incoming message."],
            await admin.ActivitiesAsync(tenant, id));
    }

    [Fact]
    public async Task Create_IncomingOfAMutedContact_OpensNothing()
    {
        var (tenant, admin, id) = await StartAsync();
        await admin.PostAsync(tenant, $"/conversations/{id}/mute", "{}");

        (await admin.SayAsync(tenant, id, "Hear me", "incoming")).Is(HttpStatusCode.OK);

        Assert.Equal("resolved", (await admin.ShowAsync(tenant, id)).Text("status"));
    }

    [Fact]
    public async Task Create_IncomingElsewhereThanInApiInboxes_IsRefused()
    {
        var (tenant, admin, id) = await StartAsync(InboxChannel.Telegram);

        (await admin.SayAsync(tenant, id, "x", "incoming"))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Incoming messages are only allowed in Api inboxes"}""");
    }

    [Fact]
    public async Task Create_SameSourceIdOrIdempotencyKey_IsOneMessage()
    {
        var (tenant, admin, id) = await StartAsync();
        var inbox = (await admin.ShowAsync(tenant, id)).Number("inbox_id");
        var other = await admin.ConversationAsync(tenant, inbox);
        var path = $"{tenant.Path}/conversations/{id}/messages";

        var first = (await admin.Client.PostAsync(path, """{"content":"a","source_id":"s"}""")).Id();
        var again = (await admin.Client.PostAsync(path, """{"content":"b","source_id":"s"}""")).Id();
        var keyed = (await admin.Client.PostOnceAsync(path, """{"content":"c"}""", "key")).Id();
        var repeated = (await admin.Client.PostOnceAsync(path, """{"content":"c"}""", "key")).Id();

        Assert.Equal((first, keyed), (again, repeated));
        Assert.Equal(2, (await admin.MessagesAsync(tenant, id)).Count);
        (await admin.PostAsync(tenant, $"/conversations/{other}/messages", """{"content":"d","source_id":"s"}"""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Validation failed: Source has already been taken"}""");
    }

    [Fact]
    public async Task Create_Reply_NamesWhatItAnswersBothWays()
    {
        var (tenant, admin, id) = await StartAsync();
        var asked = (await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"?","message_type":"incoming","source_id":"ext"}""")).Id();

        var byId = await admin.PostAsync(tenant, $"/conversations/{id}/messages", $$$"""{"content":"!","content_attributes":{"in_reply_to":{{{asked}}}}}""");
        var byName = await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"!","content_attributes":{"in_reply_to_external_id":"ext"}}""");
        var toNothing = await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"!","content_attributes":{"in_reply_to":999999}}""");

        var expected = $$"""{"in_reply_to":{{asked}},"in_reply_to_external_id":"ext"}""";
        Assert.Equal(expected, byId.Body!["content_attributes"]!.ToJsonString());
        Assert.Equal(asked, byName.Body!["content_attributes"]!.Number("in_reply_to"));
        Assert.Null(toNothing.Body!["content_attributes"]!["in_reply_to"]);
    }

    [Fact]
    public async Task List_Cursors_ReachEveryMessageOldestFirst()
    {
        var (tenant, admin, id) = await StartAsync();
        var ids = new List<long>();
        foreach (var number in Enumerable.Range(0, 125))
        {
            ids.Add((await admin.SayAsync(tenant, id, $"{number}")).Id());
        }

        async Task<List<long>> PageAsync(string query) => [.. (await admin.MessagesAsync(tenant, id, query)).Select(message => message.Number("id"))];

        Assert.Equal(ids[^20..], await PageAsync(""));
        Assert.Equal(ids[80..100], await PageAsync($"?before={ids[100]}"));
        Assert.Equal(ids[1..101], await PageAsync($"?after={ids[0]}"));
        Assert.Equal(ids[3..123], await PageAsync($"?after={ids[3]}&before={ids[123]}"));
        Assert.Empty(await PageAsync($"?before={ids[0]}"));
        (await admin.GetAsync(tenant, $"/conversations/{id}/messages?before=x")).IsInvalid("Before is not a number");
    }

    [Fact]
    public async Task List_Meta_SaysWhoseConversationItIs()
    {
        var (tenant, admin, id) = await StartAsync();
        await admin.PostAsync(tenant, $"/conversations/{id}/labels", """{"labels":["vip"]}""");
        await admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{admin.User.Id}}}""");

        var meta = (await admin.GetAsync(tenant, $"/conversations/{id}/messages")).Meta();

        Assert.Equal("""["vip"]""", meta["labels"]!.ToJsonString());
        Assert.Equal("contact", meta["contact"]!.Text("type"));
        Assert.Equal("Ada", meta["assignee"]!.Text("name"));
        Assert.Null(meta["agent_last_seen_at"]);
    }

    [Fact]
    public async Task Delete_TakesBackWhatWasSaid()
    {
        var (tenant, admin, id) = await StartAsync();
        var message = (await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"secret","content_attributes":{"a":1}}""")).Id();

        var deleted = (await admin.DeleteAsync(tenant, $"/conversations/{id}/messages/{message}")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("This message was deleted", deleted.Text("content"));
        Assert.Equal("""{"deleted":true}""", deleted["content_attributes"]!.ToJsonString());
        (await admin.DeleteAsync(tenant, $"/conversations/{id}/messages/999999")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Status_MovesForwardAndFailureIsExplainedAndTriedAgain()
    {
        var (tenant, admin, id) = await StartAsync();
        var path = $"/conversations/{id}/messages/{(await admin.SayAsync(tenant, id, "Hello")).Id()}";

        async Task<string> SetAsync(string json) => (await admin.PatchAsync(tenant, path, json)).Is(HttpStatusCode.OK).Text("status");

        Assert.Equal("delivered", await SetAsync("""{"status":"delivered"}"""));
        Assert.Equal("read", await SetAsync("""{"status":"read"}"""));
        Assert.Equal("read", await SetAsync("""{"status":"delivered"}"""));
        Assert.Equal("read", await SetAsync("""{"status":"lost"}"""));
        var failed = (await admin.PatchAsync(tenant, path, """{"status":"failed","external_error":"no route"}""")).Body!;
        Assert.Equal("failed no route", $"{failed.Text("status")} {failed["content_attributes"]!.Text("external_error")}");
        var retried = (await admin.PostAsync(tenant, path + "/retry", "")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("sent {}", $"{retried.Text("status")} {retried["content_attributes"]!.ToJsonString()}");
        (await admin.PatchAsync(tenant, $"/conversations/{id}/messages/999999", """{"status":"read"}""")).Is(HttpStatusCode.NotFound);
        (await admin.PostAsync(tenant, $"/conversations/{id}/messages/999999/retry", ""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Couldn't find Message with 'id'=999999"}""");
    }

    [Fact]
    public async Task Status_OutsideApiInboxes_IsForbidden()
    {
        var (tenant, admin, id) = await StartAsync(InboxChannel.Telegram);
        var message = (await admin.SayAsync(tenant, id, "Hello")).Id();

        (await admin.PatchAsync(tenant, $"/conversations/{id}/messages/{message}", """{"status":"read"}"""))
            .Is(HttpStatusCode.Forbidden, """{"error":"Message status update is only allowed for API inboxes"}""");
    }

    private async Task<(Tenant Tenant, Person Admin, long ConversationId)> StartAsync(string channel = InboxChannel.Api)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync("Ada");
        var inbox = await tenant.InboxAsync(channel);
        var contact = await admin.ContactAsync(tenant, """{"name":"Cleo"}""");
        return (tenant, admin, (await admin.PostAsync(tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"source_id":"cleo"}""")).Id());
    }
}
