using System.Globalization;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.MainJob;

/// <summary>User agents of people, drawn as often as they occur on the web.</summary>
internal sealed class Traffic
{
    private readonly List<string> _userAgents = [];
    private readonly List<double> _cumulated = [];

    private Traffic(IEnumerable<(string UserAgent, double Weight)> rows)
    {
        var sum = 0.0;
        foreach (var (userAgent, weight) in rows)
        {
            sum += weight;
            _userAgents.Add(userAgent);
            _cumulated.Add(sum);
        }
    }

    public static Traffic Read()
    {
        var file = Places.SharedFile("corpora/ua/traffic.tsv");
        var rows = file is null ? MadeUp() : File.ReadLines(file).Skip(1).Select(Parse);

        // Who names no platform at all may be a program; whether it is one, these tests do not judge.
        return new Traffic(rows.Where(row => PlatformOf(row.UserAgent) != PlainPlatform.None));
    }

    public string Draw(Random random)
    {
        var place = _cumulated.BinarySearch(random.NextDouble() * _cumulated[^1]);
        return _userAgents[Math.Min(place < 0 ? ~place : place, _userAgents.Count - 1)];
    }

    /// <summary>What anybody would say who reads the user agent; <see cref="PlainPlatform.Unclear"/> where one would have to know more.</summary>
    public static PlainPlatform PlatformOf(string userAgent)
    {
        bool Has(string token) => userAgent.Contains(token, StringComparison.Ordinal);

        if (Has("Windows Phone") || Has("Xbox") || Has("TV") || Has("Tizen") || Has("CrOS"))
        {
            return PlainPlatform.Unclear;
        }

        if (Has("iPhone"))
        {
            return PlainPlatform.Ios;
        }

        if (Has("Android"))
        {
            return PlainPlatform.Android;
        }

        if (Has("Windows NT"))
        {
            return PlainPlatform.Windows;
        }

        if (Has("Macintosh"))
        {
            // Browsers on an iPad call themselves Mac and give themselves away by these.
            return Has("CriOS") || Has("FxiOS") || Has("EdgiOS") || Has("GSA/") || Has("Mobile/") ? PlainPlatform.Unclear : PlainPlatform.MacOs;
        }

        return Has("iPad") || Has("Linux") || Has("X11") ? PlainPlatform.Unclear : PlainPlatform.None;
    }

    private static (string UserAgent, double Weight) Parse(string line)
    {
        var tab = line.LastIndexOf('\t');
        return (line[..tab], double.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(string UserAgent, double Weight)> MadeUp()
        => [(UserAgents.IPhone, 0.4), (UserAgents.Mac, 0.25), (UserAgents.Android, 0.2), (UserAgents.Windows, 0.15)];
}
