using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Channels;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Campaigns;

/// <summary>
/// Admin is killed while a campaign runs, again and again, at whatever point it is. Every contact has one message and gets it;
/// the provider sees one again under its one key, and no more of them than were under way.
/// </summary>
public sealed class KilledCampaignTests : IDisposable
{
    private const int Kills = 3;
    private const int People = 60;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_WhileACampaignRuns_WritesToEachContactOnce()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        string key, token, account;
        long campaign;
        await using (var server = await AdminServer.StartAsync(_folder, settings: provider.Settings))
        {
            (key, token) = (server.Credentials.Text("onsyncKey"), server.Credentials.Text("userAccessToken"));
            account = $"/api/v1/accounts/{server.Credentials.Number("accountId")}";
            using var admin = Client(server.BaseAddress, token);
            var inbox = (await admin.PostAsync(account + "/inboxes", $$"""{"name":"Shop","channel":{{ChannelStories.Channel("whatsapp", ""","messages_per_second":1000""")}} }""")).Is(HttpStatusCode.OK).Body!.Number("id");
            var contacts = new List<long>();
            for (var number = 0; number < People; number++)
            {
                var made = await admin.PostAsync(account + "/contacts", $$"""{"name":"{{number}}","phone_number":"+97150000{{number:D4}}"}""");
                contacts.Add(made.Is(HttpStatusCode.OK).Body!["payload"]!["contact"]!.Number("id"));
            }

            var audience = await server.AudienceAsync(server.Credentials.Number("accountId"), contacts);
            campaign = (await admin.PostAsync(account + "/campaigns", $$"""
                {"title":"Killed","inbox_id":{{inbox}},"audience_id":{{audience}},"messages_per_minute":1200,"template_params":{"name":"sale","language":"en"} }
                """)).Is(HttpStatusCode.OK).Body!.Number("id");
        }

        provider.Fault = static _ => new Fault { IsTaken = true, Delay = TimeSpan.FromMilliseconds(20) };
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = await StartAsync(provider);
            if (kill == 0)
            {
                using var admin = Client(child.BaseAddress, token);
                Assert.Equal("running", (await admin.PostAsync($"{account}/campaigns/{campaign}/start", "{}")).Is(HttpStatusCode.OK).Body!.Text("state"));
            }

            // Some are written to, and most are not.
            var enough = (kill + 1) * People / (Kills + 2);
            await Until.TrueAsync(() => Task.FromResult(Reached(provider) >= enough), $"{enough} messages");
            child.Kill();
        }

        using var last = await StartAsync(provider);
        using var reader = Client(last.BaseAddress, token);
        JsonNode shown = null!;
        await Until.TrueAsync(async () => (shown = (await reader.GetJsonAsync($"{account}/campaigns/{campaign}")).Is(HttpStatusCode.OK).Body!).Text("state") is "completed", "the end of the campaign");
        Assert.Equal($"sent {People}", shown.Counts());
        await Until.TrueAsync(() => Task.FromResult(Reached(provider) == People), "all messages");

        // Counted where they are stored, and where they arrive.
        using var program = OnSyncStories.Bearer(last.BaseAddress, key);
        Assert.Equal(People, (await program.GetJsonAsync("/v1/messages?limit=500")).Is(HttpStatusCode.OK).Body!["messages"]!.AsArray().Count);
        var arrived = provider.Taken.ToList();
        Assert.All(arrived.GroupBy(asked => asked.To, StringComparer.Ordinal), same => Assert.Single(same.Select(asked => asked.Key).Distinct(StringComparer.Ordinal)));
        Assert.InRange(arrived.Count - People, 0, Kills * 16);
    }

    private static int Reached(ProviderStandIn provider) => provider.Taken.Select(asked => asked.To).Distinct(StringComparer.Ordinal).Count();

    private Task<AdminChild> StartAsync(ProviderStandIn provider)
        => AdminChild.StartAsync(_folder, [("ONELINK_LEASE_SECONDS", "3"), .. provider.Settings.Select(setting => setting[2..].Split('=', 2)).Select(parts => (parts[0], parts[1]))]);

    private static HttpClient Client(Uri address, string token)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("api_access_token", token);
        return client;
    }
}
