using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

/// <summary>
/// Two tenants with the same data but for a mark in every text. Whatever one of them calls, with ids of its own and of the
/// other, no answer holds the other's mark, and none of the other's rows changes.
/// </summary>
public sealed class OnSyncIsolationTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string TheirMark = "theirs";

    private static readonly string[] Tables = ["contacts", "contact_labels", "conversations", "messages", "webhooks", "webhook_deliveries", "integration_keys"];

    /// <summary>Method, path and body; {id} is any id at all.</summary>
    private static readonly (string Method, string Path, string Body)[] Calls =
    [
        ("GET", "/me", ""),
        ("GET", "/contacts", ""),
        ("GET", "/contacts?search=same&tag=shared", ""),
        ("GET", "/contacts?updatedAfter=2020-01-01T00:00:00Z", ""),
        ("GET", "/contacts/contact_{id}", ""),
        ("POST", "/contacts", """{"phone":"+97150000000{digit}","firstName":"mine","tags":["mine"]}"""),
        ("POST", "/contacts", """{"email":"same{digit}@people.example","properties":{"externalId":"same {digit}","x":1} }"""),
        ("POST", "/contacts/batch", """{"contacts":[{"phone":"+97150000000{digit}"},{"properties":{"externalId":"same {digit}"} }]}"""),
        ("PATCH", "/contacts/contact_{id}", """{"firstName":"mine","properties":{"mark":"mine"} }"""),
        ("GET", "/conversations/api:same{digit}/messages", ""),
        ("GET", "/conversations/whatsapp:same{digit}/messages", ""),
        ("GET", "/messages?updatedAfter=2020-01-01T00:00:00Z", ""),
        ("POST", "/messaging/send", """{"platform":"telegram","to":"same{digit}","content":"mine"}"""),
        ("POST", "/messaging/send", """{"platform":"whatsapp","to":"+97150000000{digit}","messageType":"template","content":"mine"}"""),
        ("GET", "/webhooks", ""),
        ("GET", "/webhooks/webhook_{id}", ""),
        ("POST", "/webhooks", """{"url":"https://example.com/{digit}","events":["contact.created"]}"""),
        ("PATCH", "/webhooks/webhook_{id}", """{"paused":true}"""),
        ("DELETE", "/webhooks/webhook_{id}", ""),
        ("POST", "/webhooks/webhook_{id}/rotate", "{}"),
        ("GET", "/webhooks/webhook_{id}/deliveries", ""),
        ("POST", "/webhooks/webhook_{id}/redeliver", "{}"),
        ("GET", "/keys", ""),
        ("GET", "/keys/key_{id}", ""),
        ("PATCH", "/keys/key_{id}", """{"name":"mine"}"""),
    ];

    private IDatabase Database => fixture.Server.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task Calls_OfOneTenant_NeverReachTheOther()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server, "Mine"), await Tenant.JoinAsync(fixture.Server, "Theirs"));
        using var me = await FillAsync(mine, "mine");
        using var them = await FillAsync(theirs, TheirMark);
        using var manager = await mine.ApiKeyAsync(fixture.Server, Scope.KeysWrite);
        await mine.SetHourlyLimitAsync(1_000_000);
        var before = await RowsAsync(theirs.AccountId);
        var ids = (await Database.ReadAsync(
            connection => connection.QueryAsync<long>("SELECT id FROM contacts UNION SELECT id FROM webhooks UNION SELECT id FROM integration_keys"), CancellationToken.None)).ToArray();

        var calls =
            from call in Gen.Elements(Calls)
            from id in Gen.Elements(ids)
            from digit in Gen.Choose(0, 9)
            select (call.Method, Path: Filled(call.Path, id, digit), Body: Filled(call.Body, id, digit));
        Prop.ForAll(Arb.From(calls), call => ReachesNobodyElseAsync(call.Path.StartsWith("/keys", StringComparison.Ordinal) ? manager : me, call).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(500)));

        Assert.Equal(before, await RowsAsync(theirs.AccountId));
    }

    private static string Filled(string text, long id, int digit)
        => text.Replace("{id}", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{digit}", digit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task<bool> ReachesNobodyElseAsync(HttpClient client, (string Method, string Path, string Body) call)
    {
        var answer = await client.SendJsonAsync(new HttpMethod(call.Method), "/v1" + call.Path, call.Body);
        return (int)answer.Status < 500 && answer.Body?.ToJsonString().Contains(TheirMark, StringComparison.Ordinal) is not true;
    }

    private async Task<HttpClient> FillAsync(Tenant tenant, string mark)
    {
        var client = await tenant.OnSyncAsync(fixture.Server);
        var agent = await tenant.AgentAsync(mark);
        var inbox = await tenant.InboxAsync(members: agent);
        await tenant.InboxAsync("telegram");
        await tenant.InboxAsync("whatsapp");
        await client.PostAsync("/v1/webhooks", $$"""{"url":"https://{{mark}}.example/hook","events":["link.created"]}""");
        foreach (var number in Enumerable.Range(0, 5))
        {
            var contact = (await client.PostAsync(
                "/v1/contacts",
                new JsonObject
                {
                    ["firstName"] = "same " + mark,
                    ["phone"] = $"+97150000000{number}",
                    ["email"] = $"same{number}@people.example",
                    ["tags"] = new JsonArray("shared", mark),
                    ["properties"] = new JsonObject { ["externalId"] = $"same {number}", ["mark"] = mark },
                }.ToJsonString())).Text("id")["contact_".Length..];
            await agent.PostAsync(tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"source_id":"same{{number}}","message":{"content":"said {{mark}}"} }""");
        }

        return client;
    }

    private async Task<string> RowsAsync(long accountId)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            // When a key was used is written down whenever it was.
            rows.AddRange(await Database.ReadAsync(
                async connection => (await connection.QueryAsync($"SELECT * FROM {table} WHERE account_id = @accountId ORDER BY 1", new { accountId }))
                    .Select(row => $"{table}: {string.Join('|', ((IDictionary<string, object?>)row).Where(column => column.Key != "last_used_at").Select(column => column.Value))}").ToList(),
                CancellationToken.None));
        }

        return string.Join('\n', rows);
    }
}
