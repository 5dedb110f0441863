using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Campaigns;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces;

/// <summary>
/// Two tenants with the same data but for a mark in every text. Whatever one of them calls, with ids of its own and of the
/// other, no answer holds the other's mark, and none of the other's rows changes.
/// </summary>
public sealed class TenantIsolationTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string TheirMark = "theirs";
    private const string NoStrangers = "participants 0, mentions 0, assignees 0, teams 0, bots 0, inboxes 0, contacts 0, senders 0";

    private static readonly string[] Tables =
        [
            "contacts", "contact_inboxes", "contact_labels", "notes", "labels", "custom_attribute_definitions", "conversations", "messages",
            "conversation_labels", "conversation_participants", "mentions", "attachments", "csat_survey_responses",
            "account_users", "teams", "team_members", "agent_bots",
            "inboxes", "inbox_members", "canned_responses", "custom_filters", "webhooks", "automation_rules", "macros", "notifications", "notification_settings",
            "audiences", "audience_members", "campaigns", "campaign_recipients",
        ];

    /// <summary>Method, path and body; {id} is any id at all, {inbox} any inbox, {user} any person.</summary>
    private static readonly (string Method, string Path, string Body)[] Calls =
    [
        ("GET", "/contacts?sort=-name&page=1", ""),
        ("GET", "/contacts?labels[]=shared", ""),
        ("GET", "/contacts/search?q=same", ""),
        ("GET", "/contacts/search?q=s", ""),
        ("POST", "/contacts/filter", """{"payload":[{"attribute_key":"labels","filter_operator":"is_present","values":[]}]}"""),
        ("POST", "/contacts/filter", """{"payload":[{"attribute_key":"name","filter_operator":"contains","values":["same"],"query_operator":"OR"},{"attribute_key":"blocked","filter_operator":"equal_to","values":[false]}]}"""),
        ("GET", "/contacts/active", ""),
        ("GET", "/contacts/{id}", ""),
        ("PUT", "/contacts/{id}", """{"name":"mine changed"}"""),
        ("DELETE", "/contacts/{id}", ""),
        ("DELETE", "/contacts/{id}/avatar", ""),
        ("POST", "/contacts/{id}/destroy_custom_attributes", """{"custom_attributes":["mark"]}"""),
        ("GET", "/contacts/{id}/labels", ""),
        ("POST", "/contacts/{id}/labels", """{"labels":["mine"]}"""),
        ("GET", "/contacts/{id}/notes", ""),
        ("GET", "/contacts/{id}/notes/{id}", ""),
        ("POST", "/contacts/{id}/notes", """{"note":{"content":"mine"}}"""),
        ("PUT", "/contacts/{id}/notes/{id}", """{"note":{"content":"mine"}}"""),
        ("DELETE", "/contacts/{id}/notes/{id}", ""),
        ("GET", "/contacts/{id}/contactable_inboxes", ""),
        ("POST", "/contacts/{id}/contact_inboxes", """{"inbox_id":{inbox}}"""),
        ("POST", "/contacts", """{"name":"mine","inbox_id":{inbox},"source_id":"same"}"""),
        ("POST", "/contact_inboxes/filter", """{"inbox_id":{inbox},"source_id":"same"}"""),
        ("POST", "/actions/contact_merge", """{"base_contact_id":{id},"mergee_contact_id":{id}}"""),
        ("GET", "/labels", ""),
        ("GET", "/labels/{id}", ""),
        ("PATCH", "/labels/{id}", """{"title":"mine"}"""),
        ("DELETE", "/labels/{id}", ""),
        ("GET", "/custom_attribute_definitions", ""),
        ("GET", "/custom_attribute_definitions/{id}", ""),
        ("PATCH", "/custom_attribute_definitions/{id}", """{"attribute_display_name":"mine"}"""),
        ("DELETE", "/custom_attribute_definitions/{id}", ""),
        ("GET", "/conversations?status=all", ""),
        ("GET", "/conversations?status=all&inbox_id={inbox}&labels[]=shared", ""),
        ("GET", "/conversations?status=all&source_id=same", ""),
        ("GET", "/conversations?team_id={id}&conversation_type=participating", ""),
        ("GET", "/conversations/meta?q=said&inbox_id={inbox}", ""),
        ("GET", "/conversations/search?q=said", ""),
        ("GET", "/conversations/search?q=s", ""),
        ("POST", "/conversations/filter", """{"payload":[{"attribute_key":"labels","filter_operator":"is_present","values":[],"query_operator":"OR"},{"attribute_key":"inbox_id","filter_operator":"equal_to","values":[{inbox}]}]}"""),
        ("POST", "/conversations", """{"inbox_id":{inbox},"contact_id":{id},"assignee_id":{id},"message":{"content":"mine"} }"""),
        ("POST", "/conversations", """{"source_id":"same","inbox_id":{inbox}}"""),
        ("POST", "/conversations", """{"source_id":"same2","team_id":{id}}"""),
        ("GET", "/contacts/{id}/conversations", ""),
        ("GET", "/contacts/{id}/link_clicks", ""),
        ("GET", "/conversations/{id}", ""),
        ("PATCH", "/conversations/{id}", """{"priority":"high"}"""),
        ("POST", "/conversations/{id}/toggle_status", """{"status":"snoozed","snoozed_until":1}"""),
        ("POST", "/conversations/{id}/toggle_priority", """{"priority":"low"}"""),
        ("POST", "/conversations/{id}/toggle_typing_status", """{"typing_status":"on"}"""),
        ("POST", "/conversations/{id}/custom_attributes", """{"custom_attributes":{"a":1}}"""),
        ("POST", "/conversations/{id}/assignments", """{"assignee_id":{id}}"""),
        ("POST", "/conversations/{id}/assignments", """{"assignee_id":{id},"assignee_type":"AgentBot"}"""),
        ("POST", "/conversations/{id}/assignments", """{"team_id":{id}}"""),
        ("POST", "/conversations/{id}/update_last_seen", ""),
        ("POST", "/conversations/{id}/unread", ""),
        ("POST", "/conversations/{id}/mute", ""),
        ("POST", "/conversations/{id}/unmute", ""),
        ("GET", "/conversations/{id}/labels", ""),
        ("POST", "/conversations/{id}/labels", """{"labels":["mine"]}"""),
        ("GET", "/conversations/{id}/participants", ""),
        ("POST", "/conversations/{id}/participants", """{"user_ids":[{id}]}"""),
        ("PATCH", "/conversations/{id}/participants", """{"user_ids":[{id}]}"""),
        ("DELETE", "/conversations/{id}/participants", """{"user_ids":[{id}]}"""),
        ("GET", "/conversations/{id}/attachments", ""),
        ("GET", "/conversations/{id}/messages?after=0", ""),
        ("POST", "/conversations/{id}/messages", """{"content":"mine [@x](mention://user/{id}/x)","private":true,"source_id":"said"}"""),
        ("POST", "/conversations/{id}/messages", """{"content":"mine","sender_type":"AgentBot","sender_id":{id},"content_attributes":{"in_reply_to":{id}} }"""),
        ("DELETE", "/conversations/{id}/messages/{id}", ""),
        ("PATCH", "/conversations/{id}/messages/{id}", """{"status":"failed"}"""),
        ("POST", "/conversations/{id}/messages/{id}/retry", ""),
        ("DELETE", "/conversations/{id}", ""),
        ("POST", "/conversations/{id}/transcript", """{"email":"a@people.example"}"""),
        ("GET", "/search?q=said", ""),
        ("GET", "/search/conversations?q=same", ""),
        ("GET", "/search/contacts?q=sa", ""),
        ("GET", "/search/messages?q=sa", ""),
        ("POST", "/contacts/import", ""),
        ("POST", "/contacts/export", ""),
        ("POST", "/bulk_actions", """{"type":"Conversation","ids":[{id}],"labels":{"add":["mine"]} }"""),
        ("POST", "/bulk_actions", """{"type":"Contact","ids":[{id}],"action_name":"delete"}"""),
        ("GET", "/agents", ""),
        ("POST", "/agents", """{"email":"nobody","role":"agent"}"""),
        ("POST", "/agents/bulk_create", """{"emails":["nobody"]}"""),
        ("PATCH", "/agents/{id}", """{"auto_offline":false}"""),
        ("POST", "/agents/{id}/invitation", ""),
        ("GET", "/agent_bots", ""),
        ("GET", "/agent_bots/{id}", ""),
        ("PATCH", "/agent_bots/{id}", """{"name":"mine"}"""),
        ("DELETE", "/agent_bots/{id}", ""),
        ("DELETE", "/agent_bots/{id}/avatar", ""),
        ("POST", "/agent_bots/{id}/reset_access_token", ""),
        ("POST", "/agent_bots/{id}/reset_secret", ""),
        ("GET", "/teams", ""),
        ("GET", "/teams/{id}", ""),
        ("PATCH", "/teams/{id}", """{"description":"mine"}"""),
        ("DELETE", "/teams/{id}", ""),
        ("GET", "/teams/{id}/team_members", ""),
        ("POST", "/teams/{id}/team_members", """{"user_ids":[{id}]}"""),
        ("PATCH", "/teams/{id}/team_members", """{"user_ids":[{id}]}"""),
        ("DELETE", "/teams/{id}/team_members", """{"user_ids":[{id}]}"""),
        ("GET", "", ""),
        ("PATCH", "", """{"name":"mine"}"""),
        ("POST", "/labels", """{"title":"a b"}"""),
        ("POST", "/teams", """{"name":"mine"}"""),
        ("POST", "/agent_bots", """{"name":"mine"}"""),
        ("POST", "/inboxes", """{"name":"mine","channel":{"type":"api"} }"""),
        ("POST", "/canned_responses", """{"short_code":"mine","content":"mine"}"""),
        ("POST", "/custom_filters", """{"name":"mine"}"""),
        ("POST", "/custom_attribute_definitions", """{"attribute_display_name":"mine","attribute_key":"mine"}"""),
        ("GET", "/inboxes", ""),
        ("GET", "/inboxes/{inbox}", ""),
        ("PATCH", "/inboxes/{inbox}", """{"name":"mine changed"}"""),
        ("DELETE", "/inboxes/{inbox}/avatar", ""),
        ("POST", "/inboxes/{inbox}/reset_secret", ""),
        ("GET", "/inboxes/{inbox}/agent_bot", ""),
        ("POST", "/inboxes/{inbox}/set_agent_bot", """{"agent_bot":{id}}"""),
        ("GET", "/inbox_members/{inbox}", ""),
        ("POST", "/inbox_members", """{"inbox_id":{inbox},"user_ids":[{user}]}"""),
        ("PATCH", "/inbox_members", """{"inbox_id":{inbox},"user_ids":[{user}]}"""),
        ("DELETE", "/inbox_members", """{"inbox_id":{inbox},"user_ids":[{user}]}"""),
        ("GET", "/canned_responses?search=e", ""),
        ("PATCH", "/canned_responses/{id}", """{"content":"mine"}"""),
        ("DELETE", "/canned_responses/{id}", ""),
        ("GET", "/custom_filters", ""),
        ("GET", "/custom_filters/{id}", ""),
        ("PATCH", "/custom_filters/{id}", """{"name":"mine"}"""),
        ("DELETE", "/custom_filters/{id}", ""),
        ("GET", "/automation_rules", ""),
        ("POST", "/automation_rules", """{"name":"mine","event_name":"conversation_updated","actions":[{"action_name":"assign_agent","action_params":[{user}]},{"action_name":"assign_team","action_params":[{id}]}]}"""),
        ("GET", "/automation_rules/{id}", ""),
        ("PATCH", "/automation_rules/{id}", """{"name":"mine changed"}"""),
        ("POST", "/automation_rules/{id}/clone", ""),
        ("DELETE", "/automation_rules/{id}", ""),
        ("GET", "/macros", ""),
        ("POST", "/macros", """{"name":"mine","visibility":"global","actions":[{"action_name":"assign_agent","action_params":[{user}]}]}"""),
        ("GET", "/macros/{id}", ""),
        ("PATCH", "/macros/{id}", """{"name":"mine changed"}"""),
        ("POST", "/macros/{id}/execute", """{"conversation_ids":[{id}]}"""),
        ("DELETE", "/macros/{id}", ""),
        ("GET", "/notifications?includes[]=read&includes[]=snoozed", ""),
        ("GET", "/notifications/unread_count", ""),
        ("POST", "/notifications/read_all", """{"primary_actor_type":"Conversation","primary_actor_id":{id}}"""),
        ("PATCH", "/notifications/{id}", ""),
        ("POST", "/notifications/{id}/unread", ""),
        ("POST", "/notifications/{id}/snooze", """{"snoozed_until":4102444800}"""),
        ("DELETE", "/notifications/{id}", ""),
        ("POST", "/notifications/destroy_all", ""),
        ("GET", "/notification_settings", ""),
        ("PATCH", "/notification_settings", """{"notification_settings":{"selected_push_flags":["push_conversation_creation"]}}"""),
        ("GET", "/webhooks", ""),
        ("POST", "/webhooks", """{"url":"https://example.com/mine","inbox_id":{inbox}}"""),
        ("PATCH", "/webhooks/{id}", """{"name":"mine","inbox_id":{inbox}}"""),
        ("POST", "/webhooks/{id}/test", ""),
        ("GET", "/webhooks/{id}/deliveries", ""),
        ("GET", "/webhooks/{id}/deliveries/{id}", ""),
        ("POST", "/webhooks/{id}/deliveries/{id}/redeliver", ""),
        ("DELETE", "/webhooks/{id}", ""),
        ("GET", "/audiences", ""),
        ("POST", "/audiences", """{"name":"mine","question":{"contact":{id}}}"""),
        ("GET", "/audiences/{id}", ""),
        ("GET", "/audiences/{id}/members", ""),
        ("POST", "/audiences/{id}/refresh", ""),
        ("DELETE", "/audiences/{id}", ""),
        ("GET", "/campaigns", ""),
        ("POST", "/campaigns", """{"title":"mine","message":"mine","inbox_id":{inbox},"audience_id":{id}}"""),
        ("GET", "/campaigns/{id}", ""),
        ("PATCH", "/campaigns/{id}", """{"title":"mine"}"""),
        ("GET", "/campaigns/{id}/recipients", ""),
        ("POST", "/campaigns/{id}/start", ""),
        ("POST", "/campaigns/{id}/pause", ""),
        ("POST", "/campaigns/{id}/resume", ""),
        ("POST", "/campaigns/{id}/cancel", ""),
        ("DELETE", "/campaigns/{id}", ""),
    ];

    /// <summary>Each call once with what is the other's, whatever chance has the test below choose.</summary>
    [Fact]
    [OtherTenant]
    public async Task EveryCall_ForWhatIsTheOthers_IsRefusedOrShowsOnlyTheOwn()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server, "Mine"), await Tenant.JoinAsync(fixture.Server, "Theirs"));
        var (me, them) = (await mine.AdministratorAsync("mine"), await theirs.AdministratorAsync(TheirMark));
        await FillAsync(mine, me, "mine");
        var theirInbox = await FillAsync(theirs, them, TheirMark);
        var before = await RowsAsync(theirs.AccountId);
        var ids = await FirstIdsAsync(theirs.AccountId);

        foreach (var call in Calls)
        {
            (await me.Client.SendJsonAsync(new HttpMethod(call.Method), theirs.Path + Filled(call.Path, ids[0], ids[0], theirInbox, them.User.Id), "{"))
                .Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to access this account"}""");
            foreach (var id in ids)
            {
                var theirCall = (call.Method, Filled(call.Path, id, id, theirInbox, them.User.Id), Filled(call.Body, id, id, theirInbox, them.User.Id));
                Assert.True(await ReachesNobodyElseAsync(me, mine, theirCall), $"{theirCall}");
            }
        }

        (await me.DeleteAsync(mine, $"/agents/{them.User.Id}")).Is(HttpStatusCode.NotFound);
        (await me.DeleteAsync(mine, $"/inboxes/{theirInbox}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(before, await RowsAsync(theirs.AccountId));
        Assert.Equal(NoStrangers, await StrangersAsync(mine.AccountId));
    }

    [Fact]
    [ByChance]
    public async Task Calls_OfOneTenant_NeverReachTheOther()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server, "Mine"), await Tenant.JoinAsync(fixture.Server, "Theirs"));
        var (me, them) = (await mine.AdministratorAsync("mine"), await theirs.AdministratorAsync(TheirMark));
        var myInbox = await FillAsync(mine, me, "mine");
        var theirInbox = await FillAsync(theirs, them, TheirMark);

        // What their own deeds bring about is written down first.
        await fixture.Server.SettledAsync("automation");
        await fixture.Server.SettledAsync("notifications");
        var before = await RowsAsync(theirs.AccountId);
        var ids = await IdsAsync();

        var calls =
            from call in Gen.Elements(Calls)
            from first in Gen.Elements(ids)
            from second in Gen.Elements(ids)
            from inbox in Gen.Elements(myInbox, theirInbox)
            from user in Gen.Elements(me.User.Id, them.User.Id)
            select (call.Method, Path: Filled(call.Path, first, second, inbox, user), Body: Filled(call.Body, first, second, inbox, user));
        Prop.ForAll(Arb.From(calls), call => ReachesNobodyElseAsync(me, mine, call).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(2000)));

        Assert.Equal(before, await RowsAsync(theirs.AccountId));
        Assert.Equal(NoStrangers, await StrangersAsync(mine.AccountId));
    }

    /// <summary>How often rows of an account name people, teams, bots, inboxes or contacts that are not its own, by what they name.</summary>
    /// <remarks>NULL is NOT IN an empty list: without the checks for it, a conversation of nobody would count once all bots are deleted.</remarks>
    private Task<string> StrangersAsync(long accountId) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<string>(
            """
            WITH people AS (SELECT user_id FROM account_users WHERE account_id = @accountId),
                 own AS (SELECT * FROM conversations WHERE account_id = @accountId)
            SELECT 'participants ' || (SELECT COUNT(*) FROM conversation_participants WHERE account_id = @accountId AND user_id NOT IN (SELECT user_id FROM people))
                || ', mentions ' || (SELECT COUNT(*) FROM mentions WHERE account_id = @accountId AND user_id NOT IN (SELECT user_id FROM people))
                || ', assignees ' || (SELECT COUNT(*) FROM own WHERE assignee_id IS NOT NULL AND assignee_id NOT IN (SELECT user_id FROM people))
                || ', teams ' || (SELECT COUNT(*) FROM own WHERE team_id IS NOT NULL AND team_id NOT IN (SELECT id FROM teams WHERE account_id = @accountId))
                || ', bots ' || (SELECT COUNT(*) FROM own WHERE assignee_agent_bot_id IS NOT NULL AND assignee_agent_bot_id NOT IN (SELECT id FROM agent_bots WHERE account_id = @accountId))
                || ', inboxes ' || (SELECT COUNT(*) FROM own WHERE inbox_id NOT IN (SELECT id FROM inboxes WHERE account_id = @accountId))
                || ', contacts ' || (SELECT COUNT(*) FROM own WHERE contact_id NOT IN (SELECT id FROM contacts WHERE account_id = @accountId))
                || ', senders ' || (SELECT COUNT(*) FROM messages WHERE account_id = @accountId AND sender_kind = 'agent_bot'
                                    AND sender_id IN (SELECT id FROM agent_bots WHERE account_id <> @accountId))
            """,
            new { accountId }),
        CancellationToken.None)!;

    private static string Filled(string text, long first, long second, long inbox, long user)
    {
        var at = text.IndexOf("{id}", StringComparison.Ordinal);
        var once = at < 0 ? text : string.Concat(text.AsSpan(0, at), first.ToString(CultureInfo.InvariantCulture), text.AsSpan(at + 4));
        return once.Replace("{id}", second.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{inbox}", inbox.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{user}", user.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private async Task<bool> ReachesNobodyElseAsync(Person me, Tenant mine, (string Method, string Path, string Body) call)
    {
        var answer = await me.Client.SendJsonAsync(new HttpMethod(call.Method), mine.Path + call.Path, call.Body);
        var counted = (answer.Body as JsonObject)?["meta"]?["count"]?.GetValue<long>() ?? 0;
        var listed = (answer.Body as JsonObject)?["data"]?["meta"]?["all_count"] ?? (answer.Body as JsonObject)?["meta"]?["all_count"];
        return (int)answer.Status < 500
            && answer.Body?.ToJsonString().Contains(TheirMark, StringComparison.Ordinal) is not true
            && counted <= await CountAsync("contacts", mine.AccountId)
            && (listed?.GetValue<long>() ?? 0) <= await CountAsync("conversations", mine.AccountId);
    }

    private Task<long> CountAsync(string table, long accountId) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE account_id = @accountId", new { accountId }), CancellationToken.None);

    /// <summary>Contacts, labels, notes and attributes whose every text bears the mark.</summary>
    private async Task<long> FillAsync(Tenant tenant, Person person, string mark)
    {
        var inbox = await tenant.InboxAsync();
        foreach (var number in Enumerable.Range(0, 5))
        {
            var id = await person.ContactAsync(tenant, $$"""
                {"name":"same {{mark}}","identifier":"same {{number}}","inbox_id":{{inbox}},"source_id":"same{{(number == 0 ? "" : number)}}","custom_attributes":{"mark":"{{mark}}"} }
                """);
            await person.PostAsync(tenant, $"/contacts/{id}/labels", $$"""{"labels":["shared","{{mark}}"]}""");
            await person.PostAsync(tenant, $"/contacts/{id}/notes", $$"""{"note":{"content":"{{mark}}"} }""");
            await person.PostAsync(tenant, "/conversations", $$"""
                {"inbox_id":{{inbox}},"contact_id":{{id}},"custom_attributes":{"mark":"{{mark}}"},"message":{"content":"said {{mark}}","source_id":"said{{number}}"} }
                """);
            await person.PostAsync(tenant, $"/conversations/{number + 1}/labels", $$"""{"labels":["shared","{{mark}}"]}""");
            await person.PostAsync(tenant, $"/conversations/{number + 1}/participants", $$"""{"user_ids":[{{person.User.Id}}]}""");
        }

        await tenant.TeamAsync(mark, person);
        await tenant.BotIdAsync(mark);
        await person.PostAsync(tenant, "/labels", $$"""{"title":"{{mark}}"}""");
        await person.PostAsync(tenant, "/agent_bots", $$"""{"name":"{{mark}}","avatar_url":"https://{{mark}}.example"}""");
        foreach (var number in Enumerable.Range(0, 3))
        {
            var team = (await person.PostAsync(tenant, "/teams", $$"""{"name":"same {{number}} {{mark}}"}""")).Body!["id"];
            await person.PostAsync(tenant, $"/teams/{team}/team_members", $$"""{"user_ids":[{{person.User.Id}}]}""");
        }

        await person.PostAsync(tenant, "/custom_attribute_definitions", $$"""{"attribute_display_name":"{{mark}}","attribute_key":"{{mark}}","attribute_model":1}""");
        await person.Client.PatchAsync($"{tenant.Path}/inboxes/{inbox}", $$"""{"name":"{{mark}}","greeting_enabled":true,"greeting_message":"{{mark}}","csat_survey_enabled":true,"csat_config":{"message":"{{mark}}"} }""");
        await person.PostAsync(tenant, "/conversations/5/toggle_status", """{"status":"resolved"}""");
        var survey = $"/public/api/v1/csat_survey/{(await person.ShowAsync(tenant, 5)).Text("uuid")}";
        await person.Client.PutAsync(survey, $$"""{"message":{"submitted_values":{"csat_survey_response":{"rating":5,"feedback_message":"{{mark}}"} } } }""");
        await person.PostAsync(tenant, "/inbox_members", $$"""{"inbox_id":{{inbox}},"user_ids":[{{person.User.Id}}]}""");
        await person.PostAsync(tenant, "/canned_responses", $$"""{"short_code":"{{mark}}","content":"{{mark}}"}""");
        await person.PostAsync(tenant, "/custom_filters", $$"""{"name":"{{mark}}"}""");
        await person.PostAsync(tenant, "/automation_rules", $$"""{"name":"{{mark}}","event_name":"conversation_updated","active":false,"actions":[{"action_name":"add_label","action_params":["{{mark}}"]}]}""");
        await person.PostAsync(tenant, "/macros", $$"""{"name":"{{mark}}","visibility":"global","actions":[{"action_name":"add_label","action_params":["{{mark}}"]}]}""");
        await person.PostAsync(tenant, "/webhooks", $$"""{"url":"https://example.com/{{mark}}"}""");

        // One that nobody can start, and whose contacts are somebody's.
        var contact = (await person.GetAsync(tenant, "/contacts")).Payload()[0]!["id"]!.GetValue<long>();
        var audience = await fixture.Server.AudienceAsync(tenant.AccountId, contact);
        await person.PostAsync(tenant, $"/campaigns/{await person.DraftAsync(tenant, inbox, audience, $$""" "message":"{{mark}}","campaign":"{{mark}}" """)}/cancel", "");
        return inbox;
    }

    private IDatabase Database => fixture.Server.Services.GetRequiredService<IDatabase>();

    private async Task<string> RowsAsync(long accountId)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            rows.AddRange(await Database.ReadAsync(
                async connection => (await connection.QueryAsync($"SELECT * FROM {table} WHERE account_id = @accountId ORDER BY 1", new { accountId }))
                    .Select(row => $"{table}: {string.Join('|', ((IDictionary<string, object?>)row).Values)}").ToList(),
                CancellationToken.None));
        }

        return string.Join('\n', rows);
    }

    /// <summary>The first id of an account in each table.</summary>
    private async Task<List<long>> FirstIdsAsync(long accountId)
    {
        var ids = new List<long>();
        foreach (var table in (string[])["contacts", "notes", "labels", "custom_attribute_definitions", "messages", "teams", "agent_bots", "canned_responses", "custom_filters", "webhooks", "audiences", "campaigns"])
        {
            ids.Add(await Database.ReadAsync(
                connection => connection.ExecuteScalarAsync<long>($"SELECT MIN(id) FROM {table} WHERE account_id = @accountId", new { accountId }), CancellationToken.None));
        }

        return [.. ids.Distinct()];
    }

    private Task<long[]> IdsAsync() => Database.ReadAsync(
        async connection => (await connection.QueryAsync<long>(
            "SELECT id FROM contacts UNION SELECT id FROM notes UNION SELECT id FROM labels UNION SELECT id FROM custom_attribute_definitions "
            + "UNION SELECT display_id FROM conversations UNION SELECT id FROM messages UNION SELECT id FROM users UNION SELECT id FROM teams UNION SELECT id FROM agent_bots "
            + "UNION SELECT id FROM canned_responses UNION SELECT id FROM custom_filters UNION SELECT id FROM webhooks UNION SELECT id FROM automation_rules "
            + "UNION SELECT id FROM macros UNION SELECT id FROM notifications UNION SELECT id FROM audiences UNION SELECT id FROM campaigns")).ToArray(),
        CancellationToken.None);
}
