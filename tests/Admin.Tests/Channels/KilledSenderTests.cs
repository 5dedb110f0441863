using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.LinkClicks.Joining;
using OneLink.Admin.Tests.Stats;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Channels;

/// <summary>
/// Admin is killed while it sends, receives and joins, again and again, at whatever point it is. Everything that was
/// acknowledged arrives; what arrives twice does so under one key, and no more of it than was under way when it died. Each
/// message that was sent has the one link that was made for it, and each tap that came back with a message is joined once.
/// </summary>
public sealed class KilledSenderTests : IAsyncLifetime
{
    private const int Rounds = 4;
    private const int People = 6;

    /// <summary>People of a round who come by a link.</summary>
    private const int Comers = 6;

    private const string Chat = "https://wa.me/97150?text=Hello";

    private ProviderStandIn _provider = null!;
    private StatsServer _server = null!;

    public async Task InitializeAsync()
    {
        _provider = await ProviderStandIn.StartAsync();
        _server = await StatsServer.StartAsync(withClickHouse: true, _provider.Settings);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Kill_WhileSendingAndJoining_LosesNothing_AndRepeatsOnlyWhatWasUnderWay()
    {
        var tenant = await Tenant.JoinAsync(_server.Admin);
        using var links = await tenant.ApiKeyAsync(_server.Admin, "links:read", "links:write", "domains:write");
        (await links.PostAsync("/domains", """{"host":"kills.example","chatCodes":true}""")).Is(HttpStatusCode.Created);
        var chat = (await links.PostAsync("/links", $$"""{"url":"{{Chat}}","slug":"chat"}""")).Is(HttpStatusCode.Created).Body!;
        var inbox = await tenant.ConnectAsync(_server.Admin, "whatsapp", ""","messages_per_second":1000""");
        (await inbox.Admin.PatchAsync(tenant, "", """{"track_links":true}""")).Is(HttpStatusCode.OK);
        var bearer = inbox.Program.DefaultRequestHeaders.Authorization!.Parameter!;
        await _server.StopAdminAsync();

        _provider.Fault = static _ => new Fault { IsTaken = true, Delay = TimeSpan.FromMilliseconds(5) };
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var heard = new List<JsonNode>();
        for (var round = 0; round < Rounds; round++)
        {
            using var child = await _server.StartAdminChildAsync(EnvironmentOf(_provider));

            // As providers do, what may not have been heard is told again: here all of it.
            foreach (var news in heard)
            {
                Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(news, at: child.BaseAddress));
            }

            using var client = OnSyncStories.Bearer(child.BaseAddress, bearer);
            for (var number = 0; number < 5 * People; number++)
            {
                var name = $"r{round}n{number}";
                var sent = await client.PostAsync("/v1/messaging/send", $$$$"""
                    {"platform":"whatsapp","to":"+97150000000{{{{number % People}}}}","messageType":"template","content":"{{{{name}}}}","metadata":{"trackLinks":true,
                     "template":{"name":"{{{{name}}}}","language":"en","components":[{"type":"body","parameters":[{"type":"text","text":"https://a.example/{{{{name}}}}"}]}]}}}
                    """);
                Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Body?.ToJsonString());
                acknowledged.Add(name);
            }

            // Some have left, some are under way, some wait; taps are there before their messages, and after the kill.
            var taps = Enumerable.Range(0, Comers).Select(_ => ChatTap.On(Chat, TimeProvider.System.GetUtcNow())).ToList();
            var rows = taps.ConvertAll(tap => tap.Row(_server, chat, tenant));
            await _server.InsertAsync("clicks", rows.Take(Comers / 2));
            var coming = taps.Select((tap, number) => inbox.Text($"9716{round}{number}", $"wamid.r{round}c{number}", tap.Parameter("text"))).ToList<JsonNode>();
            var telling = coming.ConvertAll(news => inbox.TellAsync(news, at: child.BaseAddress));
            heard.AddRange(coming);
            await Until.TrueAsync(() => Task.FromResult(_provider.Taken.Count >= acknowledged.Count - (4 * People)), "most of the messages");
            child.Kill();
            await _server.InsertAsync("clicks", rows.Skip(Comers / 2));
            foreach (var told in telling)
            {
                // Whether it was heard is what nobody knows.
                await ((Task)told).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }

        await _server.StartAdminAsync();
        foreach (var news in heard)
        {
            Assert.Equal(HttpStatusCode.OK, await inbox.TellAsync(news, at: _server.Admin.BaseAddress));
        }

        await Until.TrueAsync(() => Task.FromResult(acknowledged.IsSubsetOf(_provider.Taken.Select(NameOf))), "all messages");
        using var reader = OnSyncStories.Bearer(_server.Admin.BaseAddress, bearer);
        await Until.TrueAsync(
            async () => (await reader.GetJsonAsync("/v1/messages?limit=500")).Body!["messages"]!.AsArray().Where(message => message!.Text("direction") is "outbound").All(message => message!.Text("status") is "sent"), "all as sent");

        var arrived = _provider.Taken.ToList();
        Assert.All(arrived.GroupBy(NameOf, StringComparer.Ordinal), same => Assert.Single(same.Select(asked => asked.Key).Distinct(StringComparer.Ordinal)));
        Assert.InRange(arrived.Count - acknowledged.Count, 0, Rounds * People);

        // To each person in the order in which they were written, a repetition aside.
        foreach (var ofPerson in arrived.GroupBy(asked => asked.To, StringComparer.Ordinal))
        {
            var order = ofPerson.Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
            Assert.Equal(order.OrderBy(RoundOf).ThenBy(NumberOf), order);
        }

        // One link a message, the same however often it was sent.
        var urls = arrived.GroupBy(NameOf, StringComparer.Ordinal).Select(same => Assert.Single(same.Select(UrlOf).Distinct(StringComparer.Ordinal))).ToList();
        Assert.Equal(acknowledged.Count, urls.Distinct(StringComparer.Ordinal).Count());
        Assert.All(urls, url => Assert.StartsWith("https://kills.example/", url, StringComparison.Ordinal));
        Assert.Equal(acknowledged.Count, await CountAsync(tenant, "link_recipients WHERE account_id = @account AND message_id IS NOT NULL"));
        Assert.Equal(acknowledged.Count + 1, await CountAsync(tenant, "links WHERE account_id = @account"));

        // Each tap with its one conversation: noted, counted as a reply, and shown, once.
        const int All = Rounds * Comers;
        await Until.TrueAsync(async () => await CountAsync(tenant, "conversation_clicks WHERE account_id = @account") == All, "all taps are joined");
        Assert.Equal(All, await CountAsync(tenant, "(SELECT DISTINCT conversation_id FROM conversation_clicks WHERE account_id = @account) joined"));
        Assert.Equal(All, await CountAsync(tenant, "messages WHERE account_id = @account AND message_type = 0 AND content = 'Hello'"));
        Assert.Equal(All, await CountAsync(tenant, "messages WHERE account_id = @account AND message_type = 0"));
        Assert.Equal(All, await CountAsync(tenant, "messages WHERE account_id = @account AND content LIKE 'Came by the link%'"));
        Assert.Equal(All, await CountAsync(tenant, "conversions WHERE account_id = @account AND type = 'reply'"));
        Assert.Equal(0, await CountAsync(tenant, "waiting_codes WHERE account_id = @account"));
    }

    private Task<long> CountAsync(Tenant tenant, string rows) => _server.Admin.Services.GetRequiredService<IDatabase>().ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM " + rows, new { account = tenant.AccountId }), CancellationToken.None);

    private static (string Name, string Value)[] EnvironmentOf(ProviderStandIn provider)
        => [.. provider.Settings.Select(setting => setting[2..].Split('=', 2)).Select(parts => (parts[0], parts[1]))];

    private static string NameOf(ProviderStandIn.Asked asked) => asked.Body["template"]!["name"]!.GetValue<string>();

    private static string UrlOf(ProviderStandIn.Asked asked) => asked.Body["template"]!["components"]![0]!["parameters"]![0]!.Text("text");

    private static int RoundOf(string name) => int.Parse(name[1..name.IndexOf('n', StringComparison.Ordinal)], null);

    private static int NumberOf(string name) => int.Parse(name[(name.IndexOf('n', StringComparison.Ordinal) + 1)..], null);
}
