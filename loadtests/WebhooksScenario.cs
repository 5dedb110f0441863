using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OneLink.LoadTests;

/// <summary>
/// A thousand webhooks of one account (<c>ONELINK_LOAD_WEBHOOKS</c>) are told of new contacts; then with one more that takes
/// connections and never answers, alternating; then one webhook alone. The receiver is this process, so the admin needs
/// <c>ONELINK_WEBHOOK_ALLOW=127.0.0.0/8</c>.
/// </summary>
internal sealed class WebhooksScenario : IDisposable
{
    private static readonly string[] Subscriptions = ["contact_created"];

    private const int Rounds = 3;
    private const int ContactsOfMany = 10;
    private const int ContactsOfOne = 2_000;
    private const int Together = 8;

    /// <summary>Wanted, a second.</summary>
    private const double Bar = 500;

    /// <summary>What one dead address may cost the others: no more than the difference between two rounds without it.</summary>
    private const double MostCost = 0.15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Installation _installation;
    private readonly WebhookReceiver _receiver = new();
    private readonly int _webhooks;
    private readonly string _path;

    private WebhooksScenario(Installation installation, int webhooks)
    {
        (_installation, _webhooks) = (installation, webhooks);
        _path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/accounts/{installation.AccountId}/webhooks");
    }

    public static async Task<bool> RunAsync(Installation installation)
    {
        int webhooks = int.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_WEBHOOKS"), CultureInfo.InvariantCulture, out int given) ? given : 1_000;
        using var scenario = new WebhooksScenario(installation, webhooks);
        return await scenario.RunAsync();
    }

    public void Dispose() => _receiver.Dispose();

    private async Task<bool> RunAsync()
    {
        var made = new List<long>();
        try
        {
            for (int i = 0; i < _webhooks; i++)
            {
                made.Add(await MakeAsync($"hook/{i}"));
            }

            await RoundAsync("first, for caches and the JIT", _webhooks, ContactsOfMany);
            var without = new List<double>();
            var with = new List<double>();
            for (int round = 0; round < Rounds; round++)
            {
                without.Add(await RoundAsync($"{_webhooks} webhooks", _webhooks, ContactsOfMany));
                made.Add(await MakeAsync("hangs"));
                with.Add(await RoundAsync($"{_webhooks} webhooks beside one that hangs", _webhooks, ContactsOfMany));
                await RemoveAsync(made[^1]);
                made.RemoveAt(made.Count - 1);
            }

            await RemoveAsync(made, from: 1);
            double alone = await RoundAsync("one webhook", 1, ContactsOfOne);
            double cost = 1 - (Median(with) / Median(without));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"medians: {Median(without):F0}/s, beside one that hangs {Median(with):F0}/s; one webhook {alone:F0}/s; {_receiver.Hanging} requests hung"));
            return Median(without) >= Bar && cost <= MostCost && _receiver.Hanging > 0;
        }
        finally
        {
            await RemoveAsync(made, from: 0);
        }
    }

    /// <returns>Deliveries a second, from the first contact to the last delivery.</returns>
    private async Task<double> RoundAsync(string name, int webhooks, int contacts)
    {
        _receiver.Reset();
        long wanted = (long)webhooks * contacts;
        var watch = Stopwatch.StartNew();
        string run = Guid.NewGuid().ToString("N");
        await Parallel.ForEachAsync(Enumerable.Range(0, contacts), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (i, _) =>
        {
            string contact = string.Create(CultureInfo.InvariantCulture, $"News {run} {i}");
            _receiver.Expect(contact);
            await _installation.CreateContactAsync(contact);
        });
        while (_receiver.Count < wanted)
        {
            if (watch.Elapsed > Patience)
            {
                throw new HttpRequestException($"Only {_receiver.Count} of {wanted} deliveries came. Does the admin have ONELINK_WEBHOOK_ALLOW=127.0.0.0/8?");
            }

            await Task.Delay(5);
        }

        double rate = wanted / watch.Elapsed.TotalSeconds;
        LatencyHistogram latencies = _receiver.Reset();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {wanted} deliveries, {rate:F0}/s; from the call to the delivery p50 {latencies.Percentile(50).TotalMilliseconds:F0} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F0} ms"));
        return rate;
    }

    private async Task<long> MakeAsync(string path)
    {
        using JsonDocument answer = await _installation.CallAsync(HttpMethod.Post, _path, new { url = _receiver.Address + path, subscriptions = Subscriptions });
        return answer.RootElement.GetProperty("payload").GetProperty("webhook").GetProperty("id").GetInt64();
    }

    private async Task RemoveAsync(List<long> webhooks, int from)
    {
        foreach (long id in webhooks.Skip(from))
        {
            await RemoveAsync(id);
        }

        webhooks.RemoveRange(from, webhooks.Count - from);
    }

    private Task RemoveAsync(long id) => _installation.DeleteAsync(string.Create(CultureInfo.InvariantCulture, $"{_path}/{id}"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
