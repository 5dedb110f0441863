using System.Net;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Conversations;

public sealed class ConversationFilterTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Filter_EveryKey_Works()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var (inbox, hidden) = (await tenant.InboxAsync(InboxChannel.Api, agent), await tenant.InboxAsync());
        var team = await tenant.TeamAsync("support", agent);
        await admin.PostAsync(tenant, "/custom_attribute_definitions", """{"attribute_display_name":"Plan","attribute_key":"plan","attribute_model":0}""");
        await admin.ConversationAsync(tenant, inbox, $$""","assignee_id":{{agent.User.Id}},"additional_attributes":{"referer":"https://Shop.example/cart","browser_language":"de","campaign_id":7}""");
        await admin.ConversationAsync(tenant, inbox, $$""","status":"pending","team_id":{{team}},"custom_attributes":{"plan":"Gold"}""");
        await admin.ConversationAsync(tenant, hidden);
        await admin.PostAsync(tenant, "/conversations/3/toggle_priority", """{"priority":"high"}""");
        await admin.PostAsync(tenant, "/conversations/1/labels", """{"labels":["vip"]}""");

        async Task<string> FindAsync(string rows, Person? by = null)
            => string.Join(' ', (await (by ?? admin).PostAsync(tenant, "/conversations/filter", $$"""{"payload":[{{rows}}]}"""))
                .Payload().Select(conversation => conversation!.Number("id")).Order());

        static string Row(string key, string name, string values) => $$"""{"attribute_key":"{{key}}","filter_operator":"{{name}}","values":[{{values}}],"query_operator":null}""";

        Assert.Equal("2", await FindAsync(Row("status", "equal_to", "\"pending\"")));
        Assert.Equal("1 2 3", await FindAsync(Row("status", "equal_to", "\"all\"")));
        Assert.Equal("1 3", await FindAsync(Row("status", "not_equal_to", "\"pending\"")));
        Assert.Equal("1 2 3", await FindAsync(Row("status", "equal_to", "\"open\",\"pending\"")));
        Assert.Equal("1", await FindAsync(Row("assignee_id", "equal_to", $"{agent.User.Id}")));
        Assert.Equal("2 3", await FindAsync(Row("assignee_id", "is_not_present", "")));
        Assert.Equal("3", await FindAsync(Row("inbox_id", "equal_to", $"\"{hidden}\"")));
        Assert.Equal("2", await FindAsync(Row("team_id", "is_present", "")));
        Assert.Equal("3", await FindAsync(Row("priority", "equal_to", "\"high\"")));
        Assert.Equal("2", await FindAsync(Row("display_id", "equal_to", "2")));
        Assert.Equal("2", await FindAsync(Row("display_id", "contains", "\"2\"")));
        Assert.Equal("1", await FindAsync(Row("campaign_id", "equal_to", "7")));
        Assert.Equal("1", await FindAsync(Row("labels", "equal_to", "\"vip\"")));
        Assert.Equal("2 3", await FindAsync(Row("labels", "is_not_present", "")));
        Assert.Equal("1", await FindAsync(Row("referer", "contains", "\"shop\"")));
        Assert.Equal("1", await FindAsync(Row("browser_language", "equal_to", "\"DE\"")));
        Assert.Equal("1 2 3", await FindAsync(Row("created_at", "is_greater_than", "\"2020-01-01\"")));
        Assert.Equal("", await FindAsync(Row("last_activity_at", "days_before", "1")));
        Assert.Equal("2", await FindAsync(Row("plan", "equal_to", "\"gold\"")));
        Assert.Equal("1 2", await FindAsync(Row("status", "equal_to", "\"all\""), agent));
        Assert.Equal(
            "1 2",
            await FindAsync("""{"attribute_key":"labels","filter_operator":"is_present","values":[],"query_operator":"OR"},""" + Row("plan", "is_present", "")));
    }

    [Fact]
    public async Task Filter_WhatCannotBe_IsRefusedInKnownWords()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();

        async Task<string> ErrorAsync(string row)
            => (await admin.PostAsync(tenant, "/conversations/filter", $$"""{"payload":[{{row}}]}""")).Is(HttpStatusCode.UnprocessableEntity).Text("error");

        Assert.StartsWith(
            "Invalid attribute key - [phone_number]. The key should be one of [status,assignee_id,",
            await ErrorAsync("""{"attribute_key":"phone_number","filter_operator":"equal_to","values":["1"]}"""),
            StringComparison.Ordinal);
        Assert.Equal(
            "Invalid operator. The allowed operators for status are [equal_to,not_equal_to].",
            await ErrorAsync("""{"attribute_key":"status","filter_operator":"contains","values":["open"]}"""));
        Assert.Equal(
            "Invalid value. The values provided for status are invalid",
            await ErrorAsync("""{"attribute_key":"status","filter_operator":"equal_to","values":["closed"]}"""));
        Assert.Equal("payload must be a list of conditions", await ErrorAsync("3"));
    }

    [Fact]
    public async Task Filter_Answer_CountsWithoutAssigned()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        await admin.ConversationAsync(tenant, await tenant.InboxAsync(), $",\"assignee_id\":{admin.User.Id}");

        var meta = (await admin.PostAsync(tenant, "/conversations/filter", """{"payload":[]}""")).Meta();

        Assert.Equal("""{"mine_count":1,"unassigned_count":0,"all_count":1}""", meta.ToJsonString());
    }
}
