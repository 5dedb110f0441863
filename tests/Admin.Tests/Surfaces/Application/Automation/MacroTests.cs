using System.Net;
using OneLink.Admin.Accounts;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application.Automation;

/// <summary>Macros: who finds them, and what comes of executing them.</summary>
public sealed class MacroTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Hello = """{"name":" Greet ","visibility":"global","actions":[{"action_name":"send_message","action_params":["Hello"]},{"action_name":"add_label","action_params":["greeted"]}]}""";

    private static readonly string Refusal = """{"error":"You are not authorized to do this action"}""";

    [Fact]
    public async Task Macro_IsCreatedShownListedChangedAndDeleted()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var created = (await admin.PostAsync(tenant, "/macros", Hello)).Rule();
        Assert.Equal(["id", "name", "visibility", "created_by", "updated_by", "account_id", "actions"], created.AsObject().Select(member => member.Key));
        Assert.Equal(("Greet", "global"), (created.Text("name"), created.Text("visibility")));
        Assert.Equal(admin.User.Id, created["created_by"]!.Number("id"));
        var id = created.Number("id");
        Assert.Equal(created.ToJsonString(), (await admin.GetAsync(tenant, $"/macros/{id}")).Rule().ToJsonString());
        Assert.Equal(created.ToJsonString(), Assert.Single((await admin.GetAsync(tenant, "/macros")).Payload())!.ToJsonString());

        var changed = (await admin.PutAsync(tenant, $"/macros/{id}", """{"macro":{"name":"Wave","actions":[]}}""")).Rule();
        Assert.Equal(("Wave", "global", 0), (changed.Text("name"), changed.Text("visibility"), changed["actions"]!.AsArray().Count));
        (await admin.DeleteAsync(tenant, $"/macros/{id}")).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, $"/macros/{id}")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
    }

    [Fact]
    public async Task Macro_ThatCannotBe_IsRefusedWithAllThatIsWrong()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        (await admin.PostAsync(tenant, "/macros", """{"name":"","actions":[{"action_name":"dance"},{"action_name":"send_attachment","action_params":[1]}]}"""))
            .IsInvalid("Name can't be blank, Actions action dance is not supported, Actions action send_attachment is not supported: files are sent with messages only");
        (await admin.PostAsync(tenant, "/macros", """{"name":"A","visibility":"secret"}""")).IsInvalid("Visibility is not included in the list");
    }

    [Fact]
    public async Task Agents_KeepTheirOwn_AndUseThoseOfAll()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent, other) = (await tenant.AdministratorAsync(), await tenant.AgentAsync("Bob"), await tenant.AgentAsync("Cat"));
        var global = (await admin.PostAsync(tenant, "/macros", Hello)).Rule().Number("id");
        var own = (await agent.PostAsync(tenant, "/macros", Hello)).Rule();
        Assert.Equal("personal", own.Text("visibility"));
        var id = own.Number("id");

        Assert.Equal([global, id], (await agent.GetAsync(tenant, "/macros")).Payload().Select(macro => macro!.Number("id")));
        Assert.Equal([global], (await other.GetAsync(tenant, "/macros")).Payload().Select(macro => macro!.Number("id")));
        (await other.GetAsync(tenant, $"/macros/{global}")).Is(HttpStatusCode.OK);
        foreach (var answer in (Answer[])[
            await other.GetAsync(tenant, $"/macros/{id}"),
            await other.PatchAsync(tenant, $"/macros/{id}", """{"name":"Mine"}"""),
            await other.DeleteAsync(tenant, $"/macros/{id}"),
            await other.PostAsync(tenant, $"/macros/{id}/execute", """{"conversation_ids":[1]}"""),
            await admin.GetAsync(tenant, $"/macros/{id}"),
            await agent.PatchAsync(tenant, $"/macros/{global}", """{"name":"Mine"}"""),
            await agent.DeleteAsync(tenant, $"/macros/{global}")])
        {
            answer.Is(HttpStatusCode.Unauthorized, Refusal);
        }

        Assert.Equal("Greet you", (await agent.PatchAsync(tenant, $"/macros/{id}", """{"name":"Greet you","visibility":"global"}""")).Rule().Text("name"));
        Assert.Equal("personal", (await agent.GetAsync(tenant, $"/macros/{id}")).Rule().Text("visibility"));
        (await agent.DeleteAsync(tenant, $"/macros/{id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Execute_DoesTheActionsInThePersonsName_AndFiresRulesAsThePersonWould()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync("Bob"));
        var inbox = await tenant.InboxAsync(members: agent);
        await admin.RuleAsync(tenant, "conversation_updated", """[{"attribute_key":"labels","filter_operator":"equal_to","values":["greeted"]}]""", """[{"action_name":"change_priority","action_params":["high"]}]""");
        var (first, second) = (await agent.ConversationAsync(tenant, inbox), await agent.ConversationAsync(tenant, inbox));
        var macro = (await agent.PostAsync(tenant, "/macros", """
            {"name":"Take","actions":[{"action_name":"assign_agent","action_params":["self"]},{"action_name":"send_message","action_params":["Hello"]},
             {"action_name":"add_label","action_params":["greeted"]},{"action_name":"snooze_conversation","action_params":[]}]}
            """)).Rule().Number("id");
        (await agent.PostAsync(tenant, $"/macros/{macro}/execute", $$"""{"conversation_ids":[{{first}},{{second}},{{first}}]}""")).Is(HttpStatusCode.OK);
        await fixture.Server.SettledAsync();
        foreach (var conversation in (long[])[first, second])
        {
            var shown = await agent.ShowAsync(tenant, conversation);
            Assert.Equal(("snoozed", "high"), (shown.Text("status"), shown.Text("priority")));
            Assert.Equal(agent.User.Id, shown["meta"]!["assignee"]!.Number("id"));
            var hello = Assert.Single(await agent.MessagesAsync(tenant, conversation), message => message["content"]?.GetValue<string>() is "Hello");
            Assert.Equal(agent.User.Id, hello["sender"]!.Number("id"));
            Assert.Contains("Conversation was snoozed by Bob", await agent.ActivitiesAsync(tenant, conversation));
        }
    }

    [Fact]
    public async Task Execute_OfWhatIsNotThereForTheCaller_DoesNothingAtAll()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (admin, agent, them) = (await mine.AdministratorAsync(), await mine.AgentAsync(), await theirs.AdministratorAsync());
        var (open, closed) = (await mine.InboxAsync(members: agent), await mine.InboxAsync());
        var (seen, hidden) = (await admin.ConversationAsync(mine, open), await admin.ConversationAsync(mine, closed));
        var macro = (await admin.PostAsync(mine, "/macros", Hello)).Rule().Number("id");
        var theirMacro = (await them.PostAsync(theirs, "/macros", Hello)).Rule().Number("id");

        (await agent.PostAsync(mine, $"/macros/{macro}/execute", $$"""{"conversation_ids":[{{seen}},{{hidden}}]}""")).Is(HttpStatusCode.Unauthorized, Refusal);
        (await agent.PostAsync(mine, $"/macros/{macro}/execute", $$"""{"conversation_ids":[{{seen}},987]}""")).Is(HttpStatusCode.NotFound);
        (await agent.PostAsync(mine, $"/macros/{macro}/execute", "{}")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"param is missing or the value is empty: conversation_ids"}""");
        (await agent.PostAsync(mine, $"/macros/{macro}/execute", """{"conversation_ids":["x"]}""")).IsInvalid("Conversation ids must be a list of numbers");
        (await admin.PostAsync(mine, $"/macros/{theirMacro}/execute", $$"""{"conversation_ids":[{{seen}}]}""")).Is(HttpStatusCode.NotFound);
        (await admin.GetAsync(mine, $"/macros/{theirMacro}")).Is(HttpStatusCode.NotFound);
        (await admin.PatchAsync(mine, $"/macros/{theirMacro}", "{}")).Is(HttpStatusCode.NotFound);
        (await admin.DeleteAsync(mine, $"/macros/{theirMacro}")).Is(HttpStatusCode.NotFound);
        Assert.Empty(await admin.SaidAsync(mine, seen));
        Assert.Empty(await admin.LabelsAsync(mine, seen));
    }

    [Fact]
    public async Task Maker_WhoLeaves_TakesPersonalMacrosAlong_AndLeavesThoseOfAll()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, leaver) = (await tenant.AdministratorAsync(), await tenant.AgentAsync("Bob"));
        await tenant.AddAsync(leaver, AccountRole.Administrator);
        await (await Tenant.JoinAsync(fixture.Server)).AddAsync(leaver, AccountRole.Agent);
        await leaver.PostAsync(tenant, "/macros", """{"name":"Own"}""");
        await leaver.PostAsync(tenant, "/macros", Hello);
        (await admin.DeleteAsync(tenant, $"/agents/{leaver.User.Id}")).Is(HttpStatusCode.OK);
        var left = Assert.Single((await admin.GetAsync(tenant, "/macros")).Payload())!;
        Assert.Equal("Greet", left.Text("name"));
        Assert.Null(left["created_by"]);
        await tenant.AddAsync(leaver, AccountRole.Agent);
        Assert.Equal("Greet", Assert.Single((await leaver.GetAsync(tenant, "/macros")).Payload())!.Text("name"));
    }
}
