using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Webhooks;

/// <summary>Processes that are killed while webhooks are told: counted at the receiver, nothing is lost, and what comes twice has the same delivery id.</summary>
public sealed class WebhookKillTests : IAsyncLifetime
{
    private const int Kills = 3;
    private const int Writers = 4;
    private const int WritesBeforeKill = 60;

    /// <summary>Milliseconds that the receiver takes, so that deliveries are under way when the process dies.</summary>
    private const int Slowness = 15;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-webhooks-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, bool> _made = new(StringComparer.Ordinal);
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.Answer = static async _ =>
        {
            await Task.Delay(Slowness);
            return StatusCodes.Status200OK;
        };
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Kill_WhileWebhooksAreTold_LosesNothing_AndRepeatsOnlyUnderTheSameId()
    {
        string key;
        await using (var server = await StartAsync())
        {
            key = server.Credentials.Text("onsyncKey");
            using var client = OnSyncStories.Bearer(server, key);
            (await client.PostAsync("/v1/webhooks", $$"""{"url":"{{_receiver.Address}}","events":["contact.created"]}""")).Is(HttpStatusCode.Created);
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = await AdminChild.StartAsync(_folder, ("ONELINK_WEBHOOK_ALLOW", "127.0.0.1"), ("ONELINK_ONSYNC_HOURLY_LIMIT", "100000"));
            using var client = new HttpClient { BaseAddress = child.BaseAddress };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            var written = 0;
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(
                client,
                $"{kill}-{writer}",
                () =>
                {
                    if (Interlocked.Increment(ref written) == WritesBeforeKill)
                    {
                        child.Kill();
                    }
                })));
        }

        await using var survivor = await StartAsync();

        // Whoever was being told when the process died is told again when its lease is over, which is not waited for.
        await survivor.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => scope.ExecuteAsync("UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL"), CancellationToken.None);
        await Until.TrueAsync(
            () => Task.FromResult(_made.Keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(_receiver.All.Select(Contact))), "everybody who was made is told of");

        var deliveries = _receiver.All.GroupBy(Contact, StringComparer.Ordinal).ToList();
        Assert.InRange(_made.Count, Kills * WritesBeforeKill, int.MaxValue);
        Assert.All(deliveries, ofContact => Assert.Single(ofContact.Select(received => received.Headers["X-OnSync-Delivery"]).Distinct(StringComparer.Ordinal)));
        Assert.All(deliveries, ofContact => Assert.Single(ofContact.Select(received => received.Body).Distinct(StringComparer.Ordinal)));
    }

    private static string Contact(WebhookReceiver.Received received) => received.Json["data"]!.Text("id");

    private Task<AdminServer> StartAsync() => AdminServer.StartAsync(_folder, settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);

    /// <summary>Makes contacts until the process is dead, and keeps those that it has answered for.</summary>
    private async Task WriteAsync(HttpClient client, string name, Action written)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                _made[(await client.PostAsync("/v1/contacts", $$"""{"email":"{{name}}-{{number}}@people.example"}""")).Is(HttpStatusCode.Created).Text("id")] = true;
                written();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // Killed.
        }
    }
}
