using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application.Automation;

/// <summary>Automation rules as clients make and keep them.</summary>
public sealed class AutomationRuleTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Whole = """
        {"name":" Bugs ","description":"Labels bugs","event_name":"message_created","active":true,
         "conditions":[{"values":["incoming"],"attribute_key":"message_type","query_operator":"and","filter_operator":"equal_to"},
                       {"values":["bug"],"attribute_key":"content","filter_operator":"contains"}],
         "actions":[{"action_name":"add_label","action_params":["bugs","support-query"]}]}
        """;

    [Fact]
    public async Task Rule_IsCreatedShownListedChangedClonedAndDeleted()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var created = await admin.PostAsync(tenant, "/automation_rules", Whole);
        var id = created.Id();
        var shown = (await admin.GetAsync(tenant, $"/automation_rules/{id}")).Rule();
        Assert.Equal(
            ["id", "account_id", "name", "description", "event_name", "conditions", "actions", "created_on", "active"],
            shown.AsObject().Select(member => member.Key));
        Assert.Equal("Bugs", shown.Text("name"));
        Assert.Equal(tenant.AccountId, shown.Number("account_id"));
        Assert.Equal("incoming", shown["conditions"]![0]!["values"]![0]!.GetValue<string>());
        Assert.Equal("support-query", shown["actions"]![0]!["action_params"]![1]!.GetValue<string>());
        Assert.Equal(shown.ToJsonString(), created.Body!["payload"]!.ToJsonString());
        Assert.Equal("Bugs", created.Text("name"));

        var changed = (await admin.PatchAsync(tenant, $"/automation_rules/{id}", """{"active":false,"description":null}""")).Rule();
        Assert.False(changed["active"]!.GetValue<bool>());
        Assert.Null(changed["description"]);
        Assert.Equal("message_created", changed.Text("event_name"));

        var cloned = (await admin.PostAsync(tenant, $"/automation_rules/{id}/clone", "")).Rule();
        Assert.NotEqual(id, cloned.Number("id"));
        Assert.Equal("Bugs", cloned.Text("name"));
        Assert.Equal([id, cloned.Number("id")], (await admin.GetAsync(tenant, "/automation_rules?page=1")).Payload().Select(rule => rule!.Number("id")));

        (await admin.DeleteAsync(tenant, $"/automation_rules/{id}")).Is(HttpStatusCode.OK);
        (await admin.DeleteAsync(tenant, $"/automation_rules/{id}")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        (await admin.GetAsync(tenant, $"/automation_rules/{id}")).Is(HttpStatusCode.NotFound);
        (await admin.PostAsync(tenant, $"/automation_rules/{id}/clone", "")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rule_FromAForm_TakesListsAsText()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["automation_rule[name]"] = "Form",
            ["automation_rule[event_name]"] = "conversation_created",
            ["automation_rule[actions]"] = """[{"action_name":"resolve_conversation"}]""",
        };
        using var content = new FormUrlEncodedContent(form);
        var answer = await Answer.OfAsync(await admin.Client.PostAsync(new Uri($"{tenant.Path}/automation_rules", UriKind.Relative), content));
        Assert.Equal("resolve_conversation", answer.Rule()["actions"]![0]!.Text("action_name"));
    }

    [Theory]
    [InlineData("""{"name":"","event_name":"nonsense"}""", "Name can't be blank, Event name is not included in the list")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":"all"}""", "Actions must be a list of objects")]
    [InlineData("""{"name":"A","event_name":"message_created","conditions":[{"attribute_key":"shoe_size","filter_operator":"equal_to","values":[1]}]}""", "Conditions attribute shoe_size is not supported")]
    [InlineData(
        """{"name":"A","event_name":"message_created","conditions":[{"attribute_key":"status","filter_operator":"contains","values":["open"]}]}""",
        "Conditions operator contains of status is not one of [equal_to,not_equal_to,attribute_changed]")]
    [InlineData("""{"name":"A","event_name":"message_created","conditions":[{"attribute_key":"status","filter_operator":"equal_to","values":["shut"]}]}""", "Conditions values of status are invalid")]
    [InlineData(
        """{"name":"A","event_name":"message_created","conditions":[{"attribute_key":"status","filter_operator":"attribute_changed","values":{"from":[],"to":["open"]}}]}""",
        "Conditions operator attribute_changed of status needs the event conversation_updated")]
    [InlineData(
        """{"name":"A","event_name":"message_created","conditions":[{"attribute_key":"content","filter_operator":"contains","values":["a"],"query_operator":"XOR"},{"attribute_key":"content","filter_operator":"contains","values":["b"]}]}""",
        "Conditions query operator of content must be either \"AND\" or \"OR\"")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"dance"}]}""", "Actions action dance is not supported")]
    [InlineData(
        """{"name":"A","event_name":"message_created","actions":[{"action_name":"send_email_transcript","action_params":["a@b.example"]},{"action_name":"send_message","action_params":[]}]}""",
        "Actions action send_email_transcript is not supported: no mail is sent, Actions action send_message needs a text")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"send_webhook_event","action_params":["ftp://x"]}]}""", "Actions action send_webhook_event needs a web address")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"assign_agent","action_params":[999999]}]}""", "Actions action assign_agent names agent 999999, who must exist")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"assign_team","action_params":["x"]}]}""", "Actions action assign_team needs the id of a team, or nil")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"change_status","action_params":["shut"]}]}""", "Actions action change_status needs one of [open,resolved,pending,snoozed]")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"change_priority","action_params":["huge"]}]}""", "Actions action change_priority needs one of [low,medium,high,urgent,nil]")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"snooze_conversation","action_params":["soon"]}]}""", "Actions action snooze_conversation needs no value, or a time in Unix seconds")]
    [InlineData("""{"name":"A","event_name":"message_created","actions":[{"action_name":"add_label","action_params":[]}]}""", "Actions action add_label needs labels")]
    public async Task Rule_ThatCannotBe_IsRefusedWithAllThatIsWrong(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        (await admin.PostAsync(tenant, "/automation_rules", json)).IsInvalid(message);
        Assert.Empty((await admin.GetAsync(tenant, "/automation_rules")).Payload());
    }

    [Fact]
    public async Task Rule_ThatWouldBecomeWrong_StaysAsItWas()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var id = (await admin.PostAsync(tenant, "/automation_rules", Whole)).Id();
        (await admin.PatchAsync(tenant, $"/automation_rules/{id}", """{"event_name":"tea_time"}""")).IsInvalid("Event name is not included in the list");
        Assert.Equal("message_created", (await admin.GetAsync(tenant, $"/automation_rules/{id}")).Rule().Text("event_name"));
    }

    [Fact]
    public async Task Rule_WhoseAgentHasLeft_CanStillBeSwitchedOff()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var actions = $$"""[{"action_name":"assign_agent","action_params":[{{agent.User.Id}}]}]""";
        var id = await admin.RuleAsync(tenant, "message_created", "[]", actions);
        (await admin.DeleteAsync(tenant, $"/agents/{agent.User.Id}")).Is(HttpStatusCode.OK);
        Assert.False((await admin.PatchAsync(tenant, $"/automation_rules/{id}", """{"active":false}""")).Rule()["active"]!.GetValue<bool>());
        (await admin.PatchAsync(tenant, $"/automation_rules/{id}", $$"""{"actions":{{actions}}}""")).IsInvalid($"Actions action assign_agent names agent {agent.User.Id}, who must exist");
    }

    [Fact]
    public async Task Agents_HaveNothingToDoWithRules()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var id = (await admin.PostAsync(tenant, "/automation_rules", Whole)).Id();
        foreach (var answer in (Answer[])[
            await agent.GetAsync(tenant, "/automation_rules"),
            await agent.GetAsync(tenant, $"/automation_rules/{id}"),
            await agent.PostAsync(tenant, "/automation_rules", Whole),
            await agent.PostAsync(tenant, $"/automation_rules/{id}/clone", ""),
            await agent.PatchAsync(tenant, $"/automation_rules/{id}", "{}"),
            await agent.DeleteAsync(tenant, $"/automation_rules/{id}")])
        {
            answer.Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to do this action"}""");
        }
    }

    [Fact]
    public async Task Rules_OfAnotherAccount_AreNotThere_AndCannotNameItsPeople()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (me, them) = (await mine.AdministratorAsync(), await theirs.AdministratorAsync());
        var team = await theirs.TeamAsync("support");
        var id = (await them.PostAsync(theirs, "/automation_rules", Whole)).Id();
        (await me.GetAsync(mine, $"/automation_rules/{id}")).Is(HttpStatusCode.NotFound);
        (await me.PatchAsync(mine, $"/automation_rules/{id}", """{"name":"mine"}""")).Is(HttpStatusCode.NotFound);
        (await me.PostAsync(mine, $"/automation_rules/{id}/clone", "")).Is(HttpStatusCode.NotFound);
        (await me.DeleteAsync(mine, $"/automation_rules/{id}")).Is(HttpStatusCode.NotFound);
        (await me.PostAsync(mine, "/automation_rules", $$"""
            {"name":"A","event_name":"message_created","actions":[{"action_name":"assign_agent","action_params":[{{them.User.Id}}]},{"action_name":"assign_team","action_params":[{{team}}]}]}
            """)).IsInvalid($"Actions action assign_agent names agent {them.User.Id}, who must exist, Actions action assign_team names team {team}, which must exist");
        Assert.Equal("Bugs", (await them.GetAsync(theirs, $"/automation_rules/{id}")).Rule().Text("name"));
    }
}
