using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Idempotency;

/// <summary>Killed again and again under load, whoever repeats every request with its key has each thing exactly once.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 4;
    private const int Writers = 6;
    private const int RequestsOfAWriter = 30;
    private const int LinksOfABulk = 40;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Kill_UnderLoad_RepeatedRequestsAreDoneOnceAndAnsweredAlike()
    {
        var calls = Enumerable.Range(0, Writers * RequestsOfAWriter).Select(Call).ToList();
        var answers = new ConcurrentDictionary<int, string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var child = await AdminChild.StartAsync(_folder);
            using var client = await child.ClientAsync(_folder);
            var goal = calls.Count * (round + 1) / (Rounds + 1);
            var killed = KillAtAsync(child, answers, goal);
            await Parallel.ForAsync(0, Writers, async (writer, _) =>
            {
                try
                {
                    // From the first on: what was answered before is answered again.
                    for (var i = writer; i < calls.Count; i += Writers)
                    {
                        await SendAsync(client, calls, i, answers);
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException or IOException)
                {
                    // Killed; HttpClient lets the socket's own exception through where that happens while it connects.
                }
            });
            await killed;
        }

        using var survivor = await AdminChild.StartAsync(_folder);
        using var last = await survivor.ClientAsync(_folder);
        for (var i = 0; i < calls.Count; i++)
        {
            await SendAsync(last, calls, i, answers);
        }

        // By a tag of its own each link is found: once.
        var tags = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await last.GetJsonAsync($"/links?limit=1000&cursor={cursor}")).Body!;
            tags.AddRange(page["data"]!.AsArray().Select(link => link!["tags"]![0]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        var expected = Enumerable.Range(0, calls.Count).SelectMany(i => IsBulk(i) ? Enumerable.Range(0, LinksOfABulk).Select(j => $"c{i}-{j}") : [$"c{i}"]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), tags.Order(StringComparer.Ordinal));
    }

    private static bool IsBulk(int i) => i % 3 == 0;

    private static string Call(int i) => IsBulk(i)
        ? new JsonArray([.. Enumerable.Range(0, LinksOfABulk).Select(j => Link($"c{i}-{j}"))]).ToJsonString()
        : Link($"c{i}").ToJsonString();

    private static JsonObject Link(string tag) => new() { ["url"] = "https://acme.com/", ["tags"] = new JsonArray(tag) };

    private static async Task SendAsync(HttpClient client, List<string> calls, int i, ConcurrentDictionary<int, string> answers)
    {
        var answer = await client.PostOnceAsync("/links", calls[i], $"call-{i}");
        Assert.Equal(IsBulk(i) ? HttpStatusCode.OK : HttpStatusCode.Created, answer.Status);
        var text = answer.Body!.ToJsonString();
        Assert.Equal(answers.GetOrAdd(i, text), text);
    }

    private static async Task KillAtAsync(AdminChild child, ConcurrentDictionary<int, string> answers, int count)
    {
        while (answers.Count < count)
        {
            await Task.Delay(1);
        }

        child.Kill();
    }
}
