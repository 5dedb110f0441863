using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Presence;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

public sealed class ContactTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Create_EverythingGiven_IsStoredAndShown()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var inbox = await tenant.InboxAsync();

        var made = (await agent.PostAsync(tenant, "/contacts", $$"""
            {"inbox_id":{{inbox}},"source_id":"visitor-1","name":"Ada","email":"ADA@Example.com","phone_number":"+14155550100","identifier":"ID-7",
             "avatar_url":"https://cdn.example/a.png","additional_attributes":{"company_name":"Acme","city":"Oslo"},"custom_attributes":{"plan":"gold","seats":3},"unknown":1}
            """)).Is(HttpStatusCode.OK).Body!["payload"]!;

        var contact = made["contact"]!;
        Assert.Equal("ada@example.com +14155550100 ID-7 offline", $"{contact["email"]} {contact["phone_number"]} {contact["identifier"]} {contact["availability_status"]}");
        Assert.Equal("""{"plan":"gold","seats":3}""", contact["custom_attributes"]!.ToJsonString());
        Assert.Equal("https://cdn.example/a.png", contact["thumbnail"]!.GetValue<string>());
        Assert.False(contact["blocked"]!.GetValue<bool>());
        Assert.False(contact.AsObject().ContainsKey("last_activity_at"));
        Assert.Equal("visitor-1", made["contact_inbox"]!["source_id"]!.GetValue<string>());
        Assert.Equal(inbox, made["contact_inbox"]!["inbox"]!["id"]!.GetValue<long>());

        var shown = (await agent.GetAsync(tenant, $"/contacts/{contact["id"]}")).Is(HttpStatusCode.OK).Body!["payload"]!;
        Assert.True(JsonNode.DeepEquals(contact, shown));
        Assert.Equal("Channel::Api", shown["contact_inboxes"]![0]!["inbox"]!["channel_type"]!.GetValue<string>());
        var slim = (await agent.GetAsync(tenant, $"/contacts/{contact["id"]}?include_contact_inboxes=false")).Body!["payload"]!;
        Assert.False(slim.AsObject().ContainsKey("contact_inboxes"));
    }

    [Fact]
    public async Task Create_WithoutInbox_HasNoContactInbox()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();

        var made = (await agent.PostAsync(tenant, "/contacts", """{"name":"Ada"}""")).Is(HttpStatusCode.OK).Body!["payload"]!;

        Assert.Equal("""{"inbox":null,"source_id":null}""", made["contact_inbox"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"email":"TAKEN@example.com"}""", "Email has already been taken")]
    [InlineData("""{"phone_number":"+14155550101"}""", "Phone number has already been taken")]
    [InlineData("""{"identifier":"taken"}""", "Identifier has already been taken")]
    [InlineData("""{"email":"taken@example.com","identifier":"taken"}""", "Email has already been taken, Identifier has already been taken")]
    [InlineData("""{"phone_number":"14155550102"}""", "Phone number should be in e164 format")]
    [InlineData("""{"phone_number":"+0415"}""", "Phone number should be in e164 format")]
    [InlineData("""{"phone_number":"+1234567890123456"}""", "Phone number should be in e164 format")]
    [InlineData("""{"phone_number":"+1415555010\n"}""", null)]
    [InlineData("""{"email":"no address"}""", "Email Invalid email")]
    [InlineData("""{"blocked":"perhaps"}""", "Blocked must be true or false")]
    [InlineData("""{"custom_attributes":"no object"}""", "Custom attributes must be an object")]
    [InlineData("""{"inbox_id":"x"}""", "Inbox is not a number")]
    public async Task Create_WhatCannotBeStored_IsRefusedInWords(string json, string? message)
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        await agent.ContactAsync(tenant, """{"name":"Holder","email":"taken@example.com","phone_number":"+14155550101","identifier":"taken"}""");

        var answer = await agent.PostAsync(tenant, "/contacts", json);

        if (message is null)
        {
            answer.Is(HttpStatusCode.OK);
            return;
        }

        answer.IsInvalid(message);
        Assert.Equal("Holder", (await agent.GetAsync(tenant, "/contacts")).Names());
    }

    [Fact]
    public async Task Create_LongName_IsTooLong()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();

        (await agent.PostAsync(tenant, "/contacts", new JsonObject { ["name"] = new string('a', 3_996) }.ToJsonString()))
            .Is(HttpStatusCode.UnprocessableEntity, """{"message":"Name is too long (maximum is 255 characters)","attributes":["name"]}""");
    }

    [Fact]
    public async Task Create_SourceIdOfAnother_StoresNothing()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var inbox = await tenant.InboxAsync();
        await agent.ContactAsync(tenant, $$"""{"inbox_id":{{inbox}},"source_id":"s","email":"first@example.com"}""");

        (await agent.PostAsync(tenant, "/contacts", $$"""{"inbox_id":{{inbox}},"source_id":"s","email":"second@example.com"}""")).IsInvalid("Source has already been taken");

        Assert.Equal(1, (await agent.GetAsync(tenant, "/contacts")).Meta()["count"]!.GetValue<long>());
    }

    [Fact]
    public async Task Create_SameEmailInAnotherAccount_IsNoOnesBusiness()
    {
        var (one, two) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        const string Same = """{"email":"same@example.com","phone_number":"+14155550199","identifier":"same"}""";

        await (await one.AgentAsync()).ContactAsync(one, Same);
        await (await two.AgentAsync()).ContactAsync(two, Same);
    }

    [Fact]
    public async Task Create_Multipart_ReadsJsonInTexts()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Ada"), "name" }, { new StringContent("true"), "blocked" }, { new StringContent(""), "email" },
            { new StringContent("""{"a":1}"""), "custom_attributes" }, { new StringContent("Oslo"), "additional_attributes[city]" },
        };

        var answer = await Answer.OfAsync(await agent.Client.PostAsync(new Uri(tenant.Path + "/contacts", UriKind.Relative), form));

        var contact = answer.Is(HttpStatusCode.OK).Body!["payload"]!["contact"]!;
        Assert.True(contact["blocked"]!.GetValue<bool>());
        Assert.Null(contact["email"]);
        Assert.Equal("""{"a":1} {"city":"Oslo"}""", $"{contact["custom_attributes"]!.ToJsonString()} {contact["additional_attributes"]!.ToJsonString()}");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Update_Attributes_AreMergedAndTheRestStays(string method)
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Ada","email":"a@example.com","custom_attributes":{"a":1,"b":{"x":1}},"additional_attributes":{"city":"Oslo"}}""");

        var updated = (await agent.Client.SendJsonAsync(
            new HttpMethod(method),
            $"{tenant.Path}/contacts/{id}",
            """{"custom_attributes":{"b":{"y":2},"c":"new"},"additional_attributes":{"country":"Norway"}}""")).Is(HttpStatusCode.OK).Body!["payload"]!;

        Assert.Equal("""{"a":1,"b":{"y":2},"c":"new"}""", updated["custom_attributes"]!.ToJsonString());
        Assert.Equal("""{"city":"Oslo","country":"Norway"}""", updated["additional_attributes"]!.ToJsonString());
        Assert.Equal("Ada a@example.com", $"{updated["name"]} {updated["email"]}");
    }

    [Fact]
    public async Task Update_Blocked_GoesBothWays()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Ada"}""");

        Assert.True((await agent.PutAsync(tenant, $"/contacts/{id}", """{"blocked":true}""")).Body!["payload"]!["blocked"]!.GetValue<bool>());
        Assert.False((await agent.PutAsync(tenant, $"/contacts/{id}", """{"blocked":false}""")).Body!["payload"]!["blocked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Update_EmailOfAnother_IsTakenButOnesOwnIsNot()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        await agent.ContactAsync(tenant, """{"email":"a@example.com"}""");
        var id = await agent.ContactAsync(tenant, """{"email":"b@example.com"}""");

        (await agent.PutAsync(tenant, $"/contacts/{id}", """{"email":"A@EXAMPLE.COM"}""")).IsInvalid("Email has already been taken");
        (await agent.PutAsync(tenant, $"/contacts/{id}", """{"email":"B@example.com","name":"B"}""")).Is(HttpStatusCode.OK);
        (await agent.PutAsync(tenant, $"/contacts/{id}", """{"email":""}""")).Is(HttpStatusCode.OK);
        (await agent.PutAsync(tenant, "/contacts/999999", """{"email":""}""")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
    }

    [Fact]
    public async Task DestroyCustomAttributes_LeavesTheOthers()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Ada","custom_attributes":{"test":1,"keep":2}}""");

        var after = await agent.PostAsync(tenant, $"/contacts/{id}/destroy_custom_attributes", """{"custom_attributes":["test","absent"]}""");

        Assert.Equal("""{"keep":2}""", after.Is(HttpStatusCode.OK).Body!["payload"]!["custom_attributes"]!.ToJsonString());
    }

    [Fact]
    public async Task Avatar_Deleted_IsGone()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Ada","avatar_url":"https://cdn.example/a.png"}""");

        Assert.Equal("", (await agent.DeleteAsync(tenant, $"/contacts/{id}/avatar")).Is(HttpStatusCode.OK).Body!["payload"]!["thumbnail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Delete_IsForAdministratorsAndNotWhileOnline()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (administrator, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var inbox = await tenant.InboxAsync();
        var id = await agent.ContactAsync(tenant, $$"""{"name":"Ada","inbox_id":{{inbox}},"source_id":"s"}""");
        var online = await agent.ContactAsync(tenant, """{"name":"Here"}""");
        Server.Services.GetRequiredService<PresenceTracker>().SawContact(tenant.AccountId, online);

        (await agent.DeleteAsync(tenant, $"/contacts/{id}")).Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to do this action"}""");
        (await administrator.DeleteAsync(tenant, $"/contacts/{online}")).IsInvalid("Here is Online, please try again later");
        var deleted = (await administrator.DeleteAsync(tenant, $"/contacts/{id}")).Is(HttpStatusCode.OK);

        Assert.Null(deleted.Body);
        (await agent.GetAsync(tenant, $"/contacts/{id}")).Is(HttpStatusCode.NotFound);
        (await administrator.DeleteAsync(tenant, $"/contacts/{id}")).Is(HttpStatusCode.NotFound);
        (await administrator.PostAsync(tenant, "/contact_inboxes/filter", $$"""{"inbox_id":{{inbox}},"source_id":"s"}""")).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, await Server.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => scope.ScalarAsync<long>("SELECT COUNT(*) FROM contact_inboxes WHERE contact_id = @id", new { id }), CancellationToken.None));
        var next = await agent.ContactAsync(tenant, """{"name":"Next"}""");
        Assert.True(next > online);
    }
}
