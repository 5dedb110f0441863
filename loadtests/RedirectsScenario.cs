using System.Globalization;
using System.Security.Cryptography;

namespace OneLink.LoadTests;

/// <summary>
/// A constant rate of taps (<c>ONELINK_LOAD_RATE</c>, default 2,000/s, for <c>ONELINK_LOAD_SECONDS</c>, default 30) on 100
/// fresh links: each must go to its destination, and afterwards every one must be in the stats, once.
/// </summary>
internal static class RedirectsScenario
{
    private const int Links = 100;
    private const string UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static readonly TimeSpan StatsLimit = TimeSpan.FromSeconds(30);

    public static async Task<bool> RunAsync(Installation installation)
    {
        int rate = Setting("ONELINK_LOAD_RATE", 2000);
        int seconds = Setting("ONELINK_LOAD_SECONDS", 30);
        string run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        (string Slug, string Url)[] links = [.. Enumerable.Range(0, Links).Select(i => ($"load-{run}-{i}", $"https://example.com/load/{run}/{i}"))];
        await installation.CreateLinksAsync(links);
        while (await installation.TapAsync(links[^1].Slug + "?notrack=1", UserAgent) != links[^1].Url)
        {
            await Task.Delay(20);
        }

        LoadResult result = await OpenLoop.RunAsync(rate, TimeSpan.FromSeconds(seconds), async number =>
        {
            (string slug, string url) = links[number % Links];
            return await installation.TapAsync(slug, UserAgent) == url;
        });
        Console.WriteLine(result);

        long counted = await CountAsync(installation, links, result.Requests - result.Wrong);
        Console.WriteLine($"{counted} clicks in the stats of {result.Requests - result.Wrong} redirects received");
        return result.Wrong == 0 && counted == result.Requests;
    }

    /// <summary>Sums the stats until they reach <paramref name="expected"/> or stop growing for too long.</summary>
    private static async Task<long> CountAsync(Installation installation, (string Slug, string Url)[] links, long expected)
    {
        using var limit = new CancellationTokenSource(StatsLimit);
        while (true)
        {
            long counted = 0;
            foreach ((string slug, _) in links)
            {
                counted += await installation.ClicksAsync(slug);
            }

            if (counted >= expected || limit.IsCancellationRequested)
            {
                return counted;
            }

            await Task.Delay(200);
        }
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) && value > 0 ? value : otherwise;
}
