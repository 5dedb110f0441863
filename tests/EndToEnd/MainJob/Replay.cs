using System.Globalization;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.MainJob;

/// <summary>
/// A day's traffic over a set of links, the same one each time: people as the web's traffic has them, some links far more
/// popular than others, and among them bots, prefetches, HEADs and visits to slugs that do not exist.
/// </summary>
internal sealed class Replay
{
    private const int Seed = 20_261_121;
    private const int People = 50_000;
    private const int Bots = 400;
    private const int Prefetches = 200;
    private const int Heads = 300;
    private const int Strays = 100;

    /// <summary>A visitor has an address among so many, so that some come back.</summary>
    private const int Addresses = 20_000;

    private static readonly (string? Header, string Host)[] Referrers =
    [
        (null, "unknown"),
        ("https://www.google.com/", "google.com"),
        ("https://t.co/AbC", "t.co"),
        ("https://News.YCombinator.com:443/item?id=1", "news.ycombinator.com"),
        ("http://intranet.example/path/?q=https://other.example/", "intranet.example"),
        ("not an address", "unknown"),
    ];

    private static readonly string?[] Languages = [null, "en-US,en;q=0.9", "de-AT,de;q=0.8,en;q=0.5", "ko-KR", "*"];

    private readonly Random _random = new(Seed);
    private readonly Traffic _traffic = Traffic.Read();
    private readonly List<Visit> _visits = [];
    private readonly IReadOnlyList<string> _slugs;
    private readonly Dictionary<string, Expectation> _expectations;

    public Replay(IReadOnlyList<string> slugs)
    {
        _slugs = slugs;
        _expectations = slugs.ToDictionary(slug => slug, _ => new Expectation());
        Repeat(People, AddPerson);
        Repeat(Bots, AddBot);
        Repeat(Prefetches, AddPrefetch);
        Repeat(Heads, () => Add(Popular(), visit => visit with { Method = "HEAD" }));
        Repeat(Strays, () => Add("no-such-link-" + _random.Next(), visit => visit));
        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_visits));
    }

    /// <summary>In the order to send them in.</summary>
    public IReadOnlyList<Visit> Visits => _visits;

    /// <summary>By slug.</summary>
    public IReadOnlyDictionary<string, Expectation> Expectations => _expectations;

    private void AddPerson()
    {
        var slug = Popular();
        var userAgent = _traffic.Draw(_random);
        var address = Address();
        var (header, host) = Referrers[_random.Next(Referrers.Length)];
        Add(slug, visit => visit with { UserAgent = userAgent, ForwardedFor = address, Referer = header });
        _expectations[slug].AddClick(userAgent, address, host);
    }

    private void AddBot()
    {
        var slug = Popular();
        Add(slug, visit => visit with { UserAgent = UserAgents.Bots[_random.Next(UserAgents.Bots.Count)] });
        _expectations[slug].AddBot();
    }

    private void AddPrefetch()
    {
        var slug = Popular();
        Add(slug, visit => visit with { Purpose = _random.Next(2) == 0 ? "prefetch" : "prefetch;prerender" });
        _expectations[slug].AddPrefetch();
    }

    private void Add(string slug, Func<Visit, Visit> shape)
        => _visits.Add(shape(new Visit(Slugs.PathOf(slug))
        {
            ForwardedFor = Address(),
            AcceptLanguage = Languages[_random.Next(Languages.Length)],
        }));

    /// <summary>The cube makes the first tenth of the links get nearly half of the visits, as it is with real ones.</summary>
    private string Popular() => _slugs[(int)(_slugs.Count * Math.Pow(_random.NextDouble(), 3))];

    private string Address()
    {
        var number = _random.Next(Addresses);
        return string.Create(CultureInfo.InvariantCulture, $"93.{number >> 8}.{number & 255}.7");
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }
}
