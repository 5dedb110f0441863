using System.Globalization;

namespace OneLink.Analytics.Tests.Queries;

/// <summary>
/// Clicks of a year, the same at every run: half of them within a day of a clock change somewhere, and beside them what no
/// answer may contain (other links, other accounts, orphans).
/// </summary>
internal static class SampleClicks
{
    public const uint Account = 7;
    public const ulong Link = 9_007_199_254_740_993;

    public static readonly DateTimeOffset First = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Last = new(2026, 11, 15, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Midnights (UTC) of the days on which New York, Berlin or Lord Howe change their clocks.</summary>
    public static readonly IReadOnlyList<DateTimeOffset> ClockChanges =
    [
        Utc("2026-03-08"), Utc("2026-03-29"), Utc("2026-04-04"), Utc("2026-10-03"), Utc("2026-10-25"), Utc("2026-11-01"),
    ];

    private const int Count = 6_000;

    /// <summary>
    /// Of a day, on busy ones and on others: few enough that many come with several values, and that a year has fewer than
    /// 1,000, up to which answers are exact.
    /// </summary>
    private const int BusyVisitors = 12;
    private const int Visitors = 2;
    private static readonly string[] Kinds = ["human", "human", "human", "human", "human", "bot", "preview", "prefetch"];
    private static readonly string[] Platforms = ["ios", "android", "windows", "other", ""];
    private static readonly string[] Browsers = ["safari", "chrome", "firefox", "edge", "other"];
    private static readonly string[] Countries = ["US", "US", "US", "DE", "DE", "NP", "AU", "CA", ""];
    private static readonly string[] Referrers = ["", "", "news.example", "it's.example", "tab\there.example", "back\\slash.example", "müller.example", "other"];
    private static readonly string[] Sources = ["", "newsletter", "a,b", "unknown"];

    public static IReadOnlyList<SampleClick> All { get; } = Make();

    private static List<SampleClick> Make()
    {
        var random = new Random(20261121);
        var clicks = new List<SampleClick>(Count);
        for (var i = 0; i < Count; i++)
        {
            var stranger = random.Next(20);
            var time = Time(random);
            clicks.Add(new SampleClick
            {
                Account = stranger == 0 ? Account + 1 : Account,
                Link = stranger == 1 ? Link + 1 : Link,
                Orphan = stranger == 2 ? "expired" : "none",
                Time = time,
                Kind = Pick(random, Kinds),
                Trigger = random.Next(4) == 0 ? "qr" : "link",
                Platform = Pick(random, Platforms),
                Browser = Pick(random, Browsers),
                Country = Pick(random, Countries),
                Referrer = Pick(random, Referrers),
                UtmSource = Pick(random, Sources),
                Visitor = Visitor(random, time),
            });
        }

        return clicks;
    }

    private static DateTimeOffset Time(Random random)
    {
        var milliseconds = random.Next(2) == 0
            ? random.NextInt64(First.ToUnixTimeMilliseconds(), Last.ToUnixTimeMilliseconds())
            : ClockChanges[random.Next(ClockChanges.Count)].AddHours(-24).ToUnixTimeMilliseconds() + random.NextInt64(72L * 3600 * 1000);

        // Edges of steps are where an answer goes wrong first.
        return DateTimeOffset.FromUnixTimeMilliseconds(random.Next(10) == 0 ? milliseconds / 900_000 * 900_000 : milliseconds);
    }

    /// <summary>As edges hash them: under another salt every UTC day.</summary>
    private static ulong Visitor(Random random, DateTimeOffset time)
    {
        var isBusy = ClockChanges.Any(change => time >= change.AddDays(-1) && time < change.AddDays(2));
        var number = (ulong)random.Next(1, 1 + (isBusy ? BusyVisitors : Visitors));
        var day = (ulong)DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
        return ((day * (BusyVisitors + 1)) + number) * 0x9E3779B97F4A7C15;
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];

    private static DateTimeOffset Utc(string date) => DateTimeOffset.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
