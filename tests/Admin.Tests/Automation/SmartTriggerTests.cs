using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;
using OneLink.Admin.Tests.Webhooks;

namespace OneLink.Admin.Tests.Automation;

/// <summary>Rules that make links, send templates, tag contacts and call addresses.</summary>
public sealed class SmartTriggerTests : IAsyncLifetime
{
    private const string Incoming = """[{"attribute_key":"message_type","filter_operator":"equal_to","values":["incoming"]}]""";

    private AdminServer _server = null!;
    private Tenant _tenant = null!;
    private Person _admin = null!;
    private HttpClient _links = null!;
    private HttpClient _onSync = null!;
    private long _inbox;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        _tenant = await Tenant.JoinAsync(_server);
        _admin = await _tenant.AdministratorAsync();
        _inbox = await _tenant.InboxAsync();
        _links = await _tenant.ApiKeyAsync(_server, "links:read", "links:write", "domains:write");
        _onSync = await _tenant.OnSyncAsync(_server);
        (await _links.PostAsync("/domains", """{"host":"go.tenant.example"}""")).Is(HttpStatusCode.Created);
    }

    public async Task DisposeAsync()
    {
        _links.Dispose();
        _onSync.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Everything_ATriggerCanDo_IsDoneOnceForAMessage()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var agent = await _tenant.AgentAsync("Bob");
        await _admin.PostAsync(_tenant, "/inbox_members", $$"""{"inbox_id":{{_inbox}},"user_ids":[{{agent.User.Id}}]}""");
        var template = (await _links.PostAsync("/links", """
            {"url":"https://acme.example/sale","deepLinkPath":"acme://sale","tags":["sale"],"externalId":"the-sale","title":"Sale","utm":{"campaign":"sale"}}
            """)).Is(HttpStatusCode.Created);
        await _admin.RuleAsync(_tenant, "message_created", Incoming, $$"""
            [{"action_name":"create_link","action_params":[{"template":"{{template.Text("id")}}","title":"For {{"{{contact.name}}"}}","slugPrefix":"c-"}]},
             {"action_name":"send_message","action_params":["Hello {{"{{contact.first_name}}"}}, see {{"{{link.short_url}}"}} ({{"{{conversation.id}}"}})"]},
             {"action_name":"send_template","action_params":[{"name":"sale","language":"en","processed_params":{"1":"{{"{{contact.first_name}}"}}"},"content":"Sale for {{"{{contact.first_name}}"}}"}]},
             {"action_name":"add_label","action_params":["seen"]},
             {"action_name":"add_contact_label","action_params":["lead"]},
             {"action_name":"assign_agent","action_params":[{{agent.User.Id}}]},
             {"action_name":"send_webhook_event","action_params":["{{receiver.Address}}told"]}]
            """);
        var conversation = await _admin.ConversationAsync(_tenant, _inbox, """, "source_id":"cleo" """, "Cleo Sands");
        (await _admin.SayAsync(_tenant, conversation, "Hello", "incoming")).Is(HttpStatusCode.OK);
        await _server.SettledAsync();
        await receiver.UntilAsync(received => received.Path is "/told", "the call");

        var made = Assert.Single(
            (await _links.GetJsonAsync("/links?tag=sale")).Is(HttpStatusCode.OK).Body!["data"]!.AsArray(), link => link!.Text("id") != template.Text("id"))!;
        Assert.Equal(
            "https://acme.example/sale acme://sale For Cleo Sands sale",
            $"{made["url"]} {made["deepLinkPath"]} {made["title"]} {made["utm"]!["campaign"]}");
        Assert.StartsWith("c-", made.Text("slug"), StringComparison.Ordinal);
        Assert.Null(made["externalId"]);
        Assert.Equal(["Hello", $"Hello Cleo, see {made.Text("shortUrl")} ({conversation})", "Sale for Cleo"], await _admin.SaidAsync(_tenant, conversation));
        var sent = (await _onSync.GetJsonAsync("/v1/conversations/api:cleo/messages")).Is(HttpStatusCode.OK).Body!["messages"]!.AsArray();
        Assert.Equal(["template", "text", "text"], sent.Select(message => message!.Text("messageType")));
        Assert.Equal([null, 0, null], sent.Select(message => message!["metadata"]!["linkClicks"]?.GetValue<int>()));
        var attributes = await _server.Services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.QuerySingleAsync<string>("SELECT additional_attributes FROM messages WHERE content = 'Sale for Cleo'"), CancellationToken.None);
        Assert.Equal("""{"template_params":{"name":"sale","language":"en","processed_params":{"1":"Cleo"}}}""", attributes);
        Assert.Equal(["seen"], await _admin.LabelsAsync(_tenant, conversation));
        Assert.Equal("""["lead"]""", (await _onSync.GetJsonAsync($"/v1/contacts/{sent[0]!.Text("contactId")}")).Body!["tags"]!.ToJsonString());
        Assert.Equal(agent.User.Id, (await _admin.ShowAsync(_tenant, conversation))["meta"]!["assignee"]!.Number("id"));
        Assert.Single(receiver.All);
    }

    [Theory]
    [InlineData("""{"action_name":"create_link","action_params":[]}""", "create_link needs an object with url or template")]
    [InlineData("""{"action_name":"create_link","action_params":[{"title":"No destination"}]}""", "create_link url is required.")]
    [InlineData("""{"action_name":"create_link","action_params":[{"url":"javascript:alert(1)"}]}""", "create_link url ")]
    [InlineData("""{"action_name":"create_link","action_params":[{"url":"https://a.example","slug":"same"}]}""", "create_link cannot give every link the same slug")]
    [InlineData("""{"action_name":"create_link","action_params":[{"template":"lnk_0000000000000"}]}""", "create_link names link lnk_0000000000000, which must exist")]
    [InlineData("""{"action_name":"create_link","action_params":[{"url":"https://a.example","nonsense":1}]}""", "create_link nonsense ")]
    [InlineData("""{"action_name":"send_template","action_params":["sale"]}""", "send_template needs an object with name and language")]
    [InlineData("""{"action_name":"send_template","action_params":[{"name":"sale"}]}""", "send_template needs the language")]
    [InlineData("""{"action_name":"add_contact_label","action_params":[]}""", "add_contact_label needs labels")]
    [InlineData("""{"action_name":"summarize_conversation"}""", "summarize_conversation is not supported: this installation has no model")]
    public async Task Trigger_ThatCannotWork_IsRefused(string action, string reason)
    {
        var refused = await _admin.PostAsync(_tenant, "/automation_rules", $$"""{"name":"Rule","event_name":"message_created","conditions":[],"actions":[{{action}}]}""");

        Assert.Contains(reason, refused.Is(HttpStatusCode.UnprocessableEntity).Body!.Text("message"), StringComparison.Ordinal);
    }

    /// <summary>Another account's link is no template, and what can no longer be made is left out while the rest is done.</summary>
    [Fact]
    public async Task Template_OfAnotherAccount_OrOneThatIsGone_IsNoTemplate()
    {
        var others = (await _server.Client.PostAsync("/links", """{"url":"https://other.example/"}""")).Is(HttpStatusCode.Created);
        (await _admin.PostAsync(_tenant, "/automation_rules", Rule(others.Text("id")))).Is(HttpStatusCode.UnprocessableEntity);
        var own = (await _links.PostAsync("/links", """{"url":"https://acme.example/","tags":["own"]}""")).Is(HttpStatusCode.Created);
        (await _admin.PostAsync(_tenant, "/automation_rules", Rule(own.Text("id")))).Is(HttpStatusCode.OK);
        (await _links.DeleteJsonAsync($"/links/{own.Text("id")}")).Is(HttpStatusCode.NoContent);
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        (await _admin.SayAsync(_tenant, conversation, "Hello", "incoming")).Is(HttpStatusCode.OK);
        await _server.SettledAsync();

        Assert.Equal(["Hello", "Done"], await _admin.SaidAsync(_tenant, conversation));
        Assert.Empty((await _links.GetJsonAsync("/links")).Is(HttpStatusCode.OK).Body!["data"]!.AsArray());
    }

    private static string Rule(string template) => new JsonObject
    {
        ["name"] = "Rule",
        ["event_name"] = "message_created",
        ["conditions"] = JsonNode.Parse(Incoming),
        ["actions"] = new JsonArray(
            new JsonObject { ["action_name"] = "create_link", ["action_params"] = new JsonArray(new JsonObject { ["template"] = template }) },
            new JsonObject { ["action_name"] = "send_message", ["action_params"] = new JsonArray("Done") }),
    }.ToJsonString();
}
