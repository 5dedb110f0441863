using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Channels;

/// <summary>
/// Admin is killed while it sends, again and again, at whatever point it is. Everything that was acknowledged arrives; what
/// arrives twice does so under one key, and no more of it than was under way when it died.
/// </summary>
public sealed class KilledSenderTests : IDisposable
{
    private const int Rounds = 4;
    private const int People = 6;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_WhileSending_LosesNothing_AndRepeatsOnlyWhatWasUnderWay()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        string key;
        await using (var server = await AdminServer.StartAsync(_folder, settings: provider.Settings))
        {
            using var admin = new HttpClient { BaseAddress = server.BaseAddress };
            admin.DefaultRequestHeaders.TryAddWithoutValidation("api_access_token", server.Credentials["userAccessToken"]!.GetValue<string>());
            (await admin.PostAsync(
                $"/api/v1/accounts/{server.Credentials["accountId"]}/inboxes", $$"""{"name":"Shop","channel":{{ChannelStories.Channel("whatsapp", ""","messages_per_second":1000""")}}}""")).Is(HttpStatusCode.OK);
            key = server.Credentials["onsyncKey"]!.GetValue<string>();
        }

        provider.Fault = static _ => new Fault { IsTaken = true, Delay = TimeSpan.FromMilliseconds(5) };
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            using var child = await AdminChild.StartAsync(_folder, EnvironmentOf(provider));
            using var client = OnSyncStories.Bearer(child.BaseAddress, key);
            for (var number = 0; number < 5 * People; number++)
            {
                var name = $"r{round}n{number}";
                var sent = await client.PostAsync("/v1/messaging/send", $$"""{"platform":"whatsapp","to":"+97150000000{{number % People}}","messageType":"template","content":"{{name}}"}""");
                Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Body?.ToJsonString());
                acknowledged.Add(name);
            }

            // Some have left, some are under way, some wait.
            await Until.TrueAsync(() => Task.FromResult(provider.Taken.Count >= acknowledged.Count - (4 * People)), "most of the messages");
            child.Kill();
        }

        using var last = await AdminChild.StartAsync(_folder, EnvironmentOf(provider));
        await Until.TrueAsync(() => Task.FromResult(acknowledged.IsSubsetOf(provider.Taken.Select(NameOf))), "all messages");
        using var reader = OnSyncStories.Bearer(last.BaseAddress, key);
        await Until.TrueAsync(
            async () => (await reader.GetJsonAsync("/v1/messages?limit=500")).Body!["messages"]!.AsArray().All(message => message!["status"]!.GetValue<string>() == "sent"), "all as sent");

        var arrived = provider.Taken.ToList();
        Assert.All(arrived.GroupBy(NameOf, StringComparer.Ordinal), same => Assert.Single(same.Select(asked => asked.Key).Distinct(StringComparer.Ordinal)));
        Assert.InRange(arrived.Count - acknowledged.Count, 0, Rounds * People);

        // To each person in the order in which they were written, a repetition aside.
        foreach (var ofPerson in arrived.GroupBy(asked => asked.To, StringComparer.Ordinal))
        {
            var order = ofPerson.Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
            Assert.Equal(order.OrderBy(RoundOf).ThenBy(NumberOf), order);
        }
    }

    private static (string Name, string Value)[] EnvironmentOf(ProviderStandIn provider)
        => [.. provider.Settings.Select(setting => setting[2..].Split('=', 2)).Select(parts => (parts[0], parts[1]))];

    private static string NameOf(ProviderStandIn.Asked asked) => asked.Body["template"]!["name"]!.GetValue<string>();

    private static int RoundOf(string name) => int.Parse(name[1..name.IndexOf('n', StringComparison.Ordinal)], null);

    private static int NumberOf(string name) => int.Parse(name[(name.IndexOf('n', StringComparison.Ordinal) + 1)..], null);
}
