using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Inboxes;

public sealed class InboxTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NewApiInbox = """{"name":" Support ","channel":{"type":"api","webhook_url":"https://example.com/hook","hmac_mandatory":true,"additional_attributes":{"a":1}}}""";

    [Fact]
    public async Task Create_ApiInbox_IsAnsweredWithItsSecrets()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();

        var made = (await admin.PostAsync(tenant, "/inboxes/", NewApiInbox)).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("Support", made["name"]!.GetValue<string>());
        Assert.Equal("Channel::Api", made["channel_type"]!.GetValue<string>());
        Assert.Equal("https://example.com/hook", made["webhook_url"]!.GetValue<string>());
        Assert.True(made["hmac_mandatory"]!.GetValue<bool>());
        Assert.Equal("""{"a":1}""", made["additional_attributes"]!.ToJsonString());
        Assert.Equal(64, made["hmac_token"]!.GetValue<string>().Length);
        Assert.NotEmpty(made["secret"]!.GetValue<string>());
        Assert.NotEmpty(made["inbox_identifier"]!.GetValue<string>());
        Assert.Equal(7, made["working_hours"]!.AsArray().Count);
        Assert.Equal(
            """{"day_of_week":1,"closed_all_day":false,"open_hour":9,"open_minutes":0,"close_hour":17,"close_minutes":0,"open_all_day":false}""",
            made["working_hours"]![1]!.ToJsonString());
        Assert.True(made["working_hours"]![0]!["closed_all_day"]!.GetValue<bool>());
        Assert.Equal("UTC", made["timezone"]!.GetValue<string>());
        (await admin.GetAsync(tenant, $"/inboxes/{made["id"]}")).Is(HttpStatusCode.OK, made.ToJsonString());
    }

    [Fact]
    public async Task Create_WebWidget_HasItsOwnSettings()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();

        var made = (await admin.PostAsync(
            tenant, "/inboxes", """{"name":"Chat","channel":{"type":"web_widget","website_url":"example.com","welcome_title":"Hi","widget_color":"#000000"}}""")).Is(HttpStatusCode.OK).Body!;
        var changed = (await admin.Client.PatchAsync(
            $"{tenant.Path}/inboxes/{made["id"]}", """{"channel":{"welcome_tagline":"We answer","selected_feature_flags":["emoji_picker"],"webhook_url":"https://example.com"}}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("Channel::WebWidget", made["channel_type"]!.GetValue<string>());
        Assert.Equal("in_a_few_minutes", made["reply_time"]!.GetValue<string>());
        Assert.NotEmpty(made["website_token"]!.GetValue<string>());
        Assert.Equal(("example.com", "Hi", "We answer", "#000000"), (
            changed["website_url"]!.GetValue<string>(), changed["welcome_title"]!.GetValue<string>(),
            changed["welcome_tagline"]!.GetValue<string>(), changed["widget_color"]!.GetValue<string>()));
        Assert.Equal("""["emoji_picker"]""", changed["selected_feature_flags"]!.ToJsonString());
        Assert.Null(changed["webhook_url"]);
        Assert.Null(changed["secret"]);
        (await admin.PostAsync(tenant, "/inboxes", """{"name":"Chat","channel":{"type":"web_widget"}}""")).IsInvalid("Website url can't be blank");
        (await admin.Client.PatchAsync($"{tenant.Path}/inboxes/{made["id"]}", """{"channel":{"reply_time":"never"}}""")).IsInvalid("Reply time is not included in the list");
    }

    [Theory]
    [InlineData("""{"channel":{"type":"api"}}""", "Name can't be blank")]
    [InlineData("""{"name":"a"}""", "Channel must exist")]
    [InlineData("""{"name":"a","channel":{"type":"pigeon"}}""", "Channel must exist")]
    [InlineData("""{"name":"a","channel":"api"}""", "Channel must be an object")]
    [InlineData("""{"name":"a","channel":{"type":"api","webhook_url":"ftp://example.com"}}""", "Webhook url is invalid")]
    [InlineData("""{"name":"a","channel":{"type":"api","webhook_url":"http://169.254.169.254/latest"}}""", "Webhook url is invalid")]
    [InlineData("""{"name":"a","channel":{"type":"api"},"timezone":"Mars/Base"}""", "Timezone is not included in the list")]
    [InlineData("""{"name":"a","channel":{"type":"api"},"sender_name_type":"rude"}""", "Sender name type is not included in the list")]
    [InlineData("""{"name":"a","channel":{"type":"api"},"working_hours":[{"day_of_week":7}]}""", "Working hours is invalid")]
    [InlineData("""{"name":"a","channel":{"type":"api"},"working_hours":[{"day_of_week":1,"open_hour":10,"open_minutes":0,"close_hour":9,"close_minutes":0}]}""", "Working hours is invalid")]
    [InlineData("""{"name":"a","channel":{"type":"api"},"greeting_enabled":"maybe"}""", "Greeting enabled must be true or false")]
    public async Task Create_WhatCannotBe_IsSaid(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();

        (await admin.PostAsync(tenant, "/inboxes", json)).IsInvalid(message);
        Assert.Empty((await admin.GetAsync(tenant, "/inboxes")).Payload());
    }

    [Fact]
    public async Task Case47_Agents_SeeTheirInboxesWithoutSecretsAndChangeNone()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var own = await tenant.InboxAsync(InboxChannel.Api, agent);
        var other = await tenant.InboxAsync();

        Assert.Equal([own], (await agent.GetAsync(tenant, "/inboxes")).Payload().Select(inbox => inbox!["id"]!.GetValue<long>()));
        Assert.Equal([own, other], (await admin.GetAsync(tenant, "/inboxes")).Payload().Select(inbox => inbox!["id"]!.GetValue<long>()));
        var shown = (await agent.GetAsync(tenant, $"/inboxes/{own}")).Is(HttpStatusCode.OK).Body!.AsObject();
        Assert.False(shown.ContainsKey("hmac_token") || shown.ContainsKey("secret"));
        (await agent.GetAsync(tenant, $"/inboxes/{other}")).Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to do this action"}""");
        (await agent.PostAsync(tenant, "/inboxes", NewApiInbox)).Is(HttpStatusCode.Unauthorized);
        (await agent.Client.PatchAsync($"{tenant.Path}/inboxes/{own}", """{"name":"x"}""")).Is(HttpStatusCode.Unauthorized);
        (await agent.DeleteAsync(tenant, $"/inboxes/{own}")).Is(HttpStatusCode.Unauthorized);
        (await agent.PostAsync(tenant, $"/inboxes/{own}/reset_secret", "")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Update_SomeDays_KeepsTheOthersAndRaisesOneEvent()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var id = await tenant.InboxAsync();

        var changed = (await admin.Client.PatchAsync($"{tenant.Path}/inboxes/{id}", """
            {"working_hours_enabled":true,"timezone":"Asia/Kolkata","out_of_office_message":"Later","greeting_enabled":"true","greeting_message":"Hello",
             "working_hours":[{"day_of_week":0,"open_all_day":true},{"day_of_week":"2","closed_all_day":true,"open_hour":9}]}
            """)).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            """{"day_of_week":0,"closed_all_day":false,"open_hour":0,"open_minutes":0,"close_hour":23,"close_minutes":59,"open_all_day":true}""",
            changed["working_hours"]![0]!.ToJsonString());
        Assert.Equal("null", changed["working_hours"]![2]!["open_hour"]?.ToJsonString() ?? "null");
        Assert.Equal(17, changed["working_hours"]![3]!["close_hour"]!.GetValue<int>());
        Assert.True(changed["greeting_enabled"]!.GetValue<bool>());
        (await admin.Client.PatchAsync($"{tenant.Path}/inboxes/{id}", """{"greeting_message":"Hello"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM domain_events WHERE name = 'inbox.updated' AND entity_id = @id", id));
    }

    [Fact]
    public async Task ResetSecret_OfAnApiInbox_GivesAnother()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var id = await tenant.InboxAsync();
        var widget = await tenant.InboxAsync(InboxChannel.WebWidget);
        var before = (await admin.GetAsync(tenant, $"/inboxes/{id}")).Body!["secret"]!.GetValue<string>();

        var after = (await admin.PostAsync(tenant, $"/inboxes/{id}/reset_secret", "")).Is(HttpStatusCode.OK).Body!["secret"]!.GetValue<string>();

        Assert.NotEqual(before, after);
        (await admin.PostAsync(tenant, $"/inboxes/{widget}/reset_secret", "")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_Inbox_IsGoneAtOnceAndRemovedInTheBackground()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var id = await tenant.InboxAsync();
        var contact = await admin.ContactAsync(tenant, $$"""{"name":"a","inbox_id":{{id}} }""");
        var other = await Tenant.JoinAsync(fixture.Server);
        (await (await other.AdministratorAsync()).DeleteAsync(other, $"/inboxes/{id}")).Is(HttpStatusCode.NotFound);

        (await admin.DeleteAsync(tenant, $"/inboxes/{id}")).Is(HttpStatusCode.OK, """{"message":"Your inbox deletion request will be processed in some time."}""");

        (await admin.GetAsync(tenant, $"/inboxes/{id}")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        (await admin.DeleteAsync(tenant, $"/inboxes/{id}")).Is(HttpStatusCode.NotFound);
        (await admin.GetAsync(tenant, $"/contacts/{contact}")).Is(HttpStatusCode.OK);
        for (var tries = 0; await CountAsync("SELECT COUNT(*) FROM inboxes WHERE id = @id", id) > 0 && tries < 1_200; tries++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM inboxes WHERE id = @id", id));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM contact_inboxes WHERE inbox_id = @id", id));
    }

    [Fact]
    public async Task Update_AvatarByMultipart_IsServedUntilItIsRemoved()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var fields = new Dictionary<string, string> { ["name"] = "Shop", ["channel[type]"] = "api", ["greeting_enabled"] = "true" };

        var made = (await admin.Client.SendFormAsync(HttpMethod.Post, tenant.Path + "/inboxes", fields, "avatar", "a.png", Pictures.Png(600, 600), "image/png")).Is(HttpStatusCode.OK).Body!;

        Assert.True(made["greeting_enabled"]!.GetValue<bool>());
        var address = made["avatar_url"]!.GetValue<string>();
        using (var picture = await fixture.Server.Edge.GetAsync(new Uri(address)))
        {
            Assert.Equal("image/webp", picture.Content.Headers.ContentType!.MediaType);
        }

        (await admin.Client.SendFormAsync(HttpMethod.Patch, $"{tenant.Path}/inboxes/{made["id"]}", fields, "avatar", "a.png", "%PDF-1.7"u8.ToArray(), "image/png"))
            .IsInvalid("Avatar filetype not supported");
        (await admin.DeleteAsync(tenant, $"/inboxes/{made["id"]}/avatar")).Is(HttpStatusCode.OK);
        Assert.Equal("", (await admin.GetAsync(tenant, $"/inboxes/{made["id"]}")).Body!["avatar_url"]!.GetValue<string>());
        using var gone = await fixture.Server.Edge.GetAsync(new Uri(address));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task SetAgentBot_OfTheAccountOrTheSystem_AnswersThere()
    {
        var (tenant, stranger) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var id = await tenant.InboxAsync(InboxChannel.Api, agent);
        await tenant.BotAsync();
        var own = await CountAsync("SELECT MAX(id) FROM agent_bots", 0);
        await stranger.BotAsync();
        var foreign = await CountAsync("SELECT MAX(id) FROM agent_bots", 0);

        (await admin.PostAsync(tenant, $"/inboxes/{id}/set_agent_bot", $$"""{"agent_bot":{{own}} }""")).Is(HttpStatusCode.OK);
        Assert.Equal(own, (await agent.GetAsync(tenant, $"/inboxes/{id}/agent_bot")).Is(HttpStatusCode.OK).Body!["agent_bot"]!["id"]!.GetValue<long>());
        (await admin.PostAsync(tenant, $"/inboxes/{id}/set_agent_bot", $$"""{"agent_bot":{{foreign}} }""")).Is(HttpStatusCode.NotFound);
        (await agent.PostAsync(tenant, $"/inboxes/{id}/set_agent_bot", """{"agent_bot":null}""")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(own, await CountAsync("SELECT agent_bot_id FROM inboxes WHERE id = @id", id));
        (await admin.PostAsync(tenant, $"/inboxes/{id}/set_agent_bot", """{"agent_bot":null}""")).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, $"/inboxes/{id}/agent_bot")).Is(HttpStatusCode.OK, """{"agent_bot":{}}""");
        (await agent.GetAsync(tenant, $"/inboxes/{await tenant.InboxAsync()}/agent_bot")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(0, await CountAsync("SELECT COALESCE(agent_bot_id, 0) FROM inboxes WHERE id = @id", id));
    }

    private Task<long> CountAsync(string sql, long id)
        => fixture.Server.Services.GetRequiredService<IDatabase>().ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, new { id }), CancellationToken.None);
}
