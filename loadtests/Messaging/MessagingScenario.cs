using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OneLink.LoadTests.Messaging;

/// <summary>
/// A tenant with <c>ONELINK_LOAD_CONTACTS</c> contacts (default 1,000,000) and half as many conversations, of ten messages on
/// average, made the first time. Then one client asks, one question after the other, as administrator and as an agent of
/// three of ten inboxes.
/// </summary>
internal sealed class MessagingScenario
{
    private const int Inboxes = 10;
    private const int Agents = 20;
    private const int Teams = 5;
    private const int Merges = 5;
    private const int Times = 36;
    private const double BarMilliseconds = 100;
    private const string AgentPrefix = "Load agent ";

    /// <summary>Questions that take longer than this are asked less often.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(400);

    private readonly Installation _installation;
    private readonly string _account;

    private MessagingScenario(Installation installation)
    {
        _installation = installation;
        _account = string.Create(CultureInfo.InvariantCulture, $"/api/v1/accounts/{installation.AccountId}");
    }

    public static async Task<bool> RunAsync(Installation installation)
    {
        long contacts = long.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_CONTACTS"), CultureInfo.InvariantCulture, out long given) ? given : 1_000_000;
        var scenario = new MessagingScenario(installation);
        (long inbox, long team, string agentToken) = await scenario.SettleAsync(contacts);
        bool isMet = await scenario.AskAsync("administrator", inbox, team, token: null);
        isMet &= await scenario.AskAsync("agent", inbox, team, agentToken);
        await scenario.MergeAsync();
        return isMet;
    }

    /// <summary>Makes what is not there yet.</summary>
    private async Task<(long Inbox, long Team, string AgentToken)> SettleAsync(long contacts)
    {
        List<long> inboxes = await IdsAsync("/inboxes", "payload", "Load ");
        if (inboxes.Count == 0)
        {
            for (int i = 0; i < Inboxes; i++)
            {
                inboxes.Add(await MadeAsync("/inboxes", new { name = $"Load {i}", channel = new { type = "api" } }));
            }

            for (int i = 0; i < Teams; i++)
            {
                await MadeAsync("/teams", new { name = $"load {i}" });
            }

            foreach (int model in (int[])[0, 1])
            {
                await MadeAsync("/custom_attribute_definitions", new
                {
                    attribute_display_name = "load_seats",
                    attribute_display_type = 1,
                    attribute_key = "load_seats",
                    attribute_model = model,
                });
            }

            await AgentsAsync(inboxes);
            using JsonDocument profile = await _installation.CallAsync(HttpMethod.Get, "/api/v1/profile");
            await new MessagingFill(_installation, contacts, contacts / 2).RunAsync(profile.RootElement.GetProperty("id").GetInt64());
        }

        (_, string agentToken) = await PersonAsync(0);
        return (inboxes[0], (await IdsAsync("/teams", array: null, "load "))[0], agentToken);
    }

    /// <summary>The first of them works in three inboxes.</summary>
    private async Task AgentsAsync(List<long> inboxes)
    {
        for (int i = 0; i < Agents; i++)
        {
            (long id, _) = await PersonAsync(i);
            await MadeAsync("/agents", new { name = AgentPrefix + i, email = Address(i), role = "agent" });
            foreach (long inbox in i == 0 ? inboxes.Take(3) : [])
            {
                (await _installation.CallAsync(HttpMethod.Post, _account + "/inbox_members", new { inbox_id = inbox, user_ids = new[] { id } })).Dispose();
            }
        }
    }

    /// <summary>A person of the credentials' platform app, which is told of one that is there already.</summary>
    private async Task<(long Id, string Token)> PersonAsync(int number)
    {
        using JsonDocument user = await _installation.CallAsync(
            HttpMethod.Post,
            "/platform/api/v1/users",
            new { name = AgentPrefix + number, email = Address(number), password = "Pa55word!" + Guid.NewGuid().ToString("N") },
            _installation.PlatformToken);
        return (user.RootElement.GetProperty("id").GetInt64(), user.RootElement.GetProperty("access_token").GetString()!);
    }

    private static string Address(int number) => $"load-agent-{number}@example.com";

    private async Task<List<long>> IdsAsync(string path, string? array, string prefix)
    {
        using JsonDocument answer = await _installation.CallAsync(HttpMethod.Get, _account + path);
        JsonElement list = array is null ? answer.RootElement : answer.RootElement.GetProperty(array);
        return [.. list.EnumerateArray().Where(row => row.GetProperty("name").GetString()!.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.GetProperty("id").GetInt64()).Order()];
    }

    private async Task<long> MadeAsync(string path, object body)
    {
        using JsonDocument answer = await _installation.CallAsync(HttpMethod.Post, _account + path, body);
        return answer.RootElement.GetProperty("id").GetInt64();
    }

    private async Task<bool> AskAsync(string who, long inbox, long team, string? token)
    {
        bool isMet = true;
        foreach (MessagingQuestion question in MessagingQuestion.All(inbox, team))
        {
            if (token is not null && !question.Name.StartsWith("list", StringComparison.Ordinal))
            {
                continue;
            }

            LatencyHistogram latencies = await TimeAsync(question, token);
            bool isMissed = question.HasBar && latencies.Percentile(99).TotalMilliseconds >= BarMilliseconds;
            isMet &= !isMissed;
            Show($"{who}: {question.Name}{(isMissed ? " (MISSED)" : "")}", latencies);
        }

        return isMet;
    }

    private async Task<LatencyHistogram> TimeAsync(MessagingQuestion question, string? token)
    {
        var latencies = new LatencyHistogram();
        var total = Stopwatch.StartNew();
        for (int i = -2; i < Times; i++)
        {
            var watch = Stopwatch.StartNew();
            await _installation.TimedAsync(_account + question.Path(Math.Max(0, i)), question.Body, token);
            if (i >= 0)
            {
                latencies.Record(watch.Elapsed);
            }

            if (i >= 3 && total.Elapsed > Slow * (i + 3))
            {
                break;
            }
        }

        return latencies;
    }

    /// <summary>Two contacts of 3,000 messages become one, several times.</summary>
    private async Task MergeAsync()
    {
        var latencies = new LatencyHistogram();
        var contacts = new List<long>();
        for (int i = 0; i < 2 * Merges; i++)
        {
            using JsonDocument conversation = await _installation.CallAsync(HttpMethod.Get, $"{_account}/conversations/{2 + i}");
            contacts.Add(conversation.RootElement.GetProperty("meta").GetProperty("sender").GetProperty("id").GetInt64());
        }

        foreach (long[] pair in contacts.Distinct().Chunk(2).Where(pair => pair.Length == 2))
        {
            string body = JsonSerializer.Serialize(new { base_contact_id = pair[0], mergee_contact_id = pair[1] });
            var watch = Stopwatch.StartNew();
            await _installation.TimedAsync(_account + "/actions/contact_merge", body, token: null);
            latencies.Record(watch.Elapsed);
        }

        Show("contacts of 3,000 messages each are merged", latencies);
    }

    private static void Show(string name, LatencyHistogram latencies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: p50 {latencies.Percentile(50).TotalMilliseconds:F1} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F1} ms of {latencies.Count}"));
}
