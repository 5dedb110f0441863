using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Webhooks;

namespace OneLink.Admin.Tests.Automation;

/// <summary>What rules do: whatever face an event came from, once, and never because of one another.</summary>
public sealed class RuleRunTests : IAsyncLifetime
{
    private const string Always = "[]";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
    private readonly StumblingAction _stumbling = new();
    private AdminServer _server = null!;
    private Tenant _tenant = null!;
    private Person _admin = null!;
    private long _inbox;

    public async Task InitializeAsync()
    {
        _server = await StartAsync();
        _tenant = await Tenant.JoinAsync(_server);
        _admin = await _tenant.AdministratorAsync();
        _inbox = await _tenant.InboxAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Message_ThroughWhicheverFace_FiresTheRuleOnce()
    {
        await _admin.RuleAsync(_tenant, "message_created", """[{"attribute_key":"content","filter_operator":"contains","values":["BUG"],"query_operator":null}]""", """
            [{"action_name":"add_label","action_params":["bugs"]},{"action_name":"send_message","action_params":["Thank you"]}]
            """);
        var throughApplication = await _admin.ConversationAsync(_tenant, _inbox);
        (await _admin.SayAsync(_tenant, throughApplication, "A bug", "incoming")).Is(HttpStatusCode.OK);
        (await _admin.SayAsync(_tenant, throughApplication, "No matter", "incoming")).Is(HttpStatusCode.OK);
        var throughClient = await ClientMessageAsync("Ein BÜG und ein bug");

        await _server.SettledAsync();
        foreach (var conversation in (long[])[throughApplication, throughClient])
        {
            Assert.Equal(["bugs"], await _admin.LabelsAsync(_tenant, conversation));
            Assert.Single(await _admin.SaidAsync(_tenant, conversation), "Thank you");
            Assert.Equal(["Automation System added bugs"], await _admin.ActivitiesAsync(_tenant, conversation));
        }
    }

    [Fact]
    public async Task Conversation_Created_IsGivenAwayPrioritisedAndNoted()
    {
        var agent = await _tenant.AgentAsync("Bob");
        await _admin.PostAsync(_tenant, "/inbox_members", $$"""{"inbox_id":{{_inbox}},"user_ids":[{{agent.User.Id}}]}""");
        var team = await _tenant.TeamAsync("support", agent);
        await _admin.RuleAsync(_tenant, "conversation_created", $$"""
            [{"attribute_key":"email","filter_operator":"contains","values":["@vip.example"],"query_operator":"OR"},
             {"attribute_key":"inbox_id","filter_operator":"equal_to","values":[{{_inbox}}],"query_operator":"AND"},
             {"attribute_key":"assignee_id","filter_operator":"is_not_present","values":[],"query_operator":"AND"},
             {"attribute_key":"priority","filter_operator":"equal_to","values":["nil"]}]
            """, $$"""
            [{"action_name":"assign_team","action_params":[{{team}}]},{"action_name":"assign_agent","action_params":["{{agent.User.Id}}"]},
             {"action_name":"change_priority","action_params":["urgent"]},{"action_name":"add_private_note","action_params":["Look here"]}]
            """);
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        await _server.SettledAsync();

        var shown = await _admin.ShowAsync(_tenant, conversation);
        Assert.Equal("urgent", shown.Text("priority"));
        Assert.Equal(agent.User.Id, shown["meta"]!["assignee"]!.Number("id"));
        Assert.Equal(team, shown["meta"]!["team"]!.Number("id"));
        var note = Assert.Single(await _admin.MessagesAsync(_tenant, conversation), message => message.Text("content") is "Look here");
        Assert.True(note["private"]!.GetValue<bool>());
        Assert.NotNull(note["content_attributes"]!["automation_rule_id"]);
        Assert.Null(note["sender"]);
    }

    [Fact]
    public async Task Status_ThatChanges_FiresResolvedOpenedAndUpdated()
    {
        await _admin.RuleAsync(_tenant, "conversation_resolved", Always, """[{"action_name":"add_label","action_params":["done"]}]""");
        await _admin.RuleAsync(_tenant, "conversation_opened", Always, """[{"action_name":"remove_label","action_params":["done"]}]""");
        await _admin.RuleAsync(
            _tenant,
            "conversation_updated",
            """[{"attribute_key":"status","filter_operator":"attribute_changed","values":{"from":["open"],"to":["snoozed"]}}]""",
            """[{"action_name":"change_priority","action_params":["low"]}]""");
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        await SetStatusAsync(conversation, "resolved");
        Assert.Equal(["done"], await _admin.LabelsAsync(_tenant, conversation));
        Assert.Null((await _admin.ShowAsync(_tenant, conversation))["priority"]);
        await SetStatusAsync(conversation, "open");
        Assert.Empty(await _admin.LabelsAsync(_tenant, conversation));
        await SetStatusAsync(conversation, "snoozed");
        Assert.Equal("low", (await _admin.ShowAsync(_tenant, conversation)).Text("priority"));
    }

    [Fact]
    public async Task Actions_OfStatusAndMuting_DoWhatTheySay()
    {
        foreach (var (word, action, status, muted) in ((string, string, string, bool)[])[
            ("one", """{"action_name":"resolve_conversation"}""", "resolved", false),
            ("two", """{"action_name":"snooze_conversation","action_params":["4102444800"]}""", "snoozed", false),
            ("three", """{"action_name":"pending_conversation","action_params":[]}""", "pending", false),
            ("four", """{"action_name":"change_status","action_params":["snoozed"]}""", "snoozed", false),
            ("five", """{"action_name":"mute_conversation","action_params":[]}""", "resolved", true)])
        {
            await _admin.RuleAsync(_tenant, "message_created", $$"""[{"attribute_key":"content","filter_operator":"equal_to","values":["{{word}}"]}]""", $"[{action}]");
            var conversation = await _admin.ConversationAsync(_tenant, _inbox);
            (await _admin.SayAsync(_tenant, conversation, word, "incoming")).Is(HttpStatusCode.OK);
            await _server.SettledAsync();
            var shown = await _admin.ShowAsync(_tenant, conversation);
            Assert.Equal((word, status), (word, shown.Text("status")));
            Assert.Equal(muted, shown["muted"]!.GetValue<bool>());
        }
    }

    [Fact]
    public async Task WhatRulesDo_FiresNoRules()
    {
        // Each would set off the other, and itself.
        await _admin.RuleAsync(_tenant, "message_created", Always, """[{"action_name":"send_message","action_params":["Ping"]}]""");
        await _admin.RuleAsync(_tenant, "conversation_updated", Always, """[{"action_name":"send_message","action_params":["Pong"]},{"action_name":"change_priority","action_params":["high"]}]""");
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        (await _admin.PostAsync(_tenant, $"/conversations/{conversation}/toggle_priority", """{"priority":"low"}""")).Is(HttpStatusCode.OK);
        (await _admin.PostAsync(_tenant, $"/conversations/{conversation}/messages", """{"content":"A note","private":true}""")).Is(HttpStatusCode.OK);
        await _server.SettledAsync();
        Assert.Equal(["A note", "Ping", "Pong"], (await _admin.SaidAsync(_tenant, conversation)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rule_ThatIsOff_OrWhoseAttributeIsGone_DoesNothing()
    {
        (await _admin.PostAsync(_tenant, "/custom_attribute_definitions", """{"attribute_display_name":"Plan","attribute_key":"plan","attribute_model":1,"attribute_display_type":0}""")).Is(HttpStatusCode.OK);
        var off = await _admin.RuleAsync(_tenant, "conversation_created", Always, """[{"action_name":"add_label","action_params":["off"]}]""");
        (await _admin.PatchAsync(_tenant, $"/automation_rules/{off}", """{"active":false}""")).Is(HttpStatusCode.OK);
        await _admin.RuleAsync(
            _tenant,
            "conversation_created",
            """[{"attribute_key":"plan","filter_operator":"not_equal_to","values":["gold"],"custom_attribute_type":"contact_attribute"}]""",
            """[{"action_name":"add_label","action_params":["poor"]}]""");
        var labelled = await _admin.ConversationAsync(_tenant, _inbox);
        await _server.SettledAsync();
        Assert.Equal(["poor"], await _admin.LabelsAsync(_tenant, labelled));

        await _tenant.RunAsync("DELETE FROM custom_attribute_definitions WHERE account_id = @AccountId");
        var bare = await _admin.ConversationAsync(_tenant, _inbox);
        await _server.SettledAsync();
        Assert.Empty(await _admin.LabelsAsync(_tenant, bare));
    }

    [Fact]
    public async Task Agent_WhoHasLeftTheInbox_IsPassedOver_AndTheRestIsDone()
    {
        var agent = await _tenant.AgentAsync("Bob");
        await _admin.RuleAsync(_tenant, "conversation_created", Always, $$"""
            [{"action_name":"assign_agent","action_params":[{{agent.User.Id}}]},{"action_name":"add_label","action_params":["seen"]}]
            """);
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        await _server.SettledAsync();
        Assert.Null((await _admin.ShowAsync(_tenant, conversation))["meta"]!["assignee"]);
        Assert.Equal(["seen"], await _admin.LabelsAsync(_tenant, conversation));
    }

    [Fact]
    public async Task WebhookAction_IsDeliveredOnce_WithTheConversationAsTheRuleLeftIt()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await _admin.RuleAsync(_tenant, "message_created", Always, $$"""
            [{"action_name":"send_webhook_event","action_params":["{{receiver.Address}}told"]},{"action_name":"add_label","action_params":["told"]}]
            """);
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        (await _admin.SayAsync(_tenant, conversation, "one", "incoming")).Is(HttpStatusCode.OK);
        (await _admin.SayAsync(_tenant, conversation, "two", "incoming")).Is(HttpStatusCode.OK);
        await Until.TrueAsync(() => Task.FromResult(receiver.All.Count >= 2), "both calls");
        await _server.SettledAsync("automation_calls");

        Assert.Equal(2, receiver.All.Select(received => received.Delivery).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, receiver.All.Count);
        Assert.All(receiver.All, received =>
        {
            Assert.Equal("/told", received.Path);
            Assert.Equal("automation_event.message_created", received.Event);
            Assert.Equal(conversation, received.Json.Number("id"));
            Assert.Equal("told", received.Json["labels"]![0]!.GetValue<string>());
            Assert.DoesNotContain("X-Chatwoot-Signature", received.Headers.Keys);
        });
    }

    [Fact]
    public async Task Work_ThatBreaksOff_LeavesNothing_AndIsDoneOnceAfterARestart()
    {
        await _admin.RuleAsync(_tenant, "message_created", """[{"attribute_key":"message_type","filter_operator":"equal_to","values":["incoming"]}]""", """
            [{"action_name":"send_message","action_params":["Once"]},{"action_name":"add_label","action_params":["once"]},{"action_name":"stumble"}]
            """);
        _stumbling.IsStumbling = true;
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        (await _admin.SayAsync(_tenant, conversation, "Hello", "incoming")).Is(HttpStatusCode.OK);
        await Until.TrueAsync(() => Task.FromResult(_stumbling.Count >= 2), "two tries");
        Assert.Equal(["Hello"], await _admin.SaidAsync(_tenant, conversation));
        Assert.Empty(await _admin.LabelsAsync(_tenant, conversation));
        Assert.True(await PositionAsync() < await LastAsync(), "the position stays before what was not done");

        await _server.DisposeAsync();
        _stumbling.IsStumbling = false;
        _server = await StartAsync();
        _admin = _admin with { Client = Tenant.ClientWith(_server, _admin.Token) };
        await _server.SettledAsync();
        Assert.Equal(["Hello", "Once"], await _admin.SaidAsync(_tenant, conversation));
        Assert.Equal(["once"], await _admin.LabelsAsync(_tenant, conversation));

        // Nothing comes again when everything starts once more.
        await _server.DisposeAsync();
        _server = await StartAsync();
        _admin = _admin with { Client = Tenant.ClientWith(_server, _admin.Token) };
        (await _admin.SayAsync(_tenant, conversation, "Bye", "incoming")).Is(HttpStatusCode.OK);
        await _server.SettledAsync();
        Assert.Equal(["Hello", "Once", "Bye", "Once"], await _admin.SaidAsync(_tenant, conversation));
    }

    private Task<AdminServer> StartAsync() => AdminServer.StartAsync(
        _folder,
        settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"],
        replace: services => services.AddSingleton<IConversationAction>(_stumbling));

    private async Task SetStatusAsync(long conversation, string status)
    {
        (await _admin.PostAsync(_tenant, $"/conversations/{conversation}/toggle_status", $$"""{"status":"{{status}}"}""")).Is(HttpStatusCode.OK);
        await _server.SettledAsync();
    }

    /// <summary>What a visitor's own program writes; returns the number of the conversation.</summary>
    private async Task<long> ClientMessageAsync(string content)
    {
        using var client = new HttpClient { BaseAddress = _server.BaseAddress };
        var identifier = await ReadAsync<string>("SELECT identifier FROM inboxes WHERE id = @id", new { id = _inbox });
        var contacts = $"/public/api/v1/inboxes/{identifier}/contacts";
        var contact = (await client.PostAsync(contacts, """{"name":"Vera"}""")).Is(HttpStatusCode.OK).Text("source_id");
        var conversation = (await client.PostAsync($"{contacts}/{contact}/conversations", "{}")).Id();
        (await client.PostAsync($"{contacts}/{contact}/conversations/{conversation}/messages", new JsonObject { ["content"] = content }.ToJsonString())).Is(HttpStatusCode.OK);
        return conversation;
    }

    private Task<long> PositionAsync() => ReadAsync<long>("SELECT position FROM event_consumers WHERE name = 'automation'", new { });

    private Task<long> LastAsync() => ReadAsync<long>("SELECT last_sequence FROM event_state WHERE id = 1", new { });

    private Task<T> ReadAsync<T>(string sql, object parameters)
        => _server.Services.GetRequiredService<IDatabase>().ReadAsync(connection => connection.QuerySingleAsync<T>(sql, parameters), CancellationToken.None);

    /// <summary>Breaks off in the middle of a rule's work, as a process that dies does.</summary>
    private sealed class StumblingAction : IConversationAction
    {
        private int _count;

        public bool IsStumbling { get; set; }

        public int Count => _count;

        public string Name => "stumble";

        public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult<string?>(null);

        public Task<string?> PerformAsync(ActionRun run, ActionCall call)
        {
            Interlocked.Increment(ref _count);
            return IsStumbling ? throw new InvalidOperationException("The work breaks off.") : Task.FromResult<string?>(null);
        }
    }
}
