using System.Globalization;
using System.Text.RegularExpressions;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

/// <summary>
/// Counts of right answers by the scorer's rules: a field counts where its label is known, and all but "program or not" count
/// for people only; Messenger counts as Facebook, which it is on a redirect.
/// </summary>
internal sealed partial class DeviceScore
{
    private int _platforms;
    private int _platformsRight;
    private int _classes;
    private int _classesRight;
    private int _apps;
    private int _appsRight;
    private int _bots;
    private int _botsFound;
    private int _botsClaimed;

    public double Platform => Percent(_platformsRight, _platforms);

    public double DeviceClass => Percent(_classesRight, _classes);

    public double InAppRecall => Percent(_appsRight, _apps);

    public double BotRecall => Percent(_botsFound, _bots);

    public double BotPrecision => Percent(_botsFound, _botsClaimed);

    /// <summary>Scores the rows.</summary>
    /// <param name="rows">Rows with labels.</param>
    /// <param name="recentOnly">Only browsers that an edge of today sees: Chrome and Firefox from 110, iOS from 15.</param>
    public static DeviceScore Of(IEnumerable<LabelledDevice> rows, bool recentOnly = false)
    {
        var score = new DeviceScore();
        foreach (var row in rows.Where(row => !recentOnly || IsRecent(row.UserAgent)))
        {
            score.Add(row, Device.Of(row.UserAgent, package: row.PackageName ?? string.Empty));
        }

        return score;
    }

    public override string ToString() =>
        $"platform {Platform:F2} ({_platforms}), class {DeviceClass:F2} ({_classes}), in-app recall {InAppRecall:F2} ({_apps}), bot precision {BotPrecision:F2}, recall {BotRecall:F2} ({_bots})";

    private static double Percent(int part, int whole) => whole == 0 ? 100 : 100.0 * part / whole;

    private static bool IsRecent(string userAgent)
    {
        var version = BrowserVersion().Match(userAgent);
        if (version.Success && Major(version) >= 110)
        {
            return true;
        }

        var apple = AppleVersion().Match(userAgent);
        return apple.Success
            && Major(apple) >= 15
            && (userAgent.Contains("iPhone", StringComparison.Ordinal) || userAgent.Contains("iPad", StringComparison.Ordinal) || userAgent.Contains("Macintosh", StringComparison.Ordinal))
            && !userAgent.Contains("Chrome/", StringComparison.Ordinal);
    }

    /// <summary>The major version as a number; made-up versions can be longer than any number.</summary>
    private static int Major(Match match) =>
        int.TryParse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture, out var major) ? major : int.MaxValue;

    [GeneratedRegex(@"(?:Chrome|CriOS|Firefox|FxiOS)/(?<major>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BrowserVersion();

    [GeneratedRegex(@"(?:CPU (?:iPhone )?OS |Version/)(?<major>\d+)[._]\d+.*(?:Mobile/|Safari/)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AppleVersion();

    private static string Alias(string app) => app == "messenger" ? "facebook" : app;

    private void Add(LabelledDevice row, DeviceInfo device)
    {
        var claimed = device.Bot != BotKind.None;
        if (row.Bot is { } bot)
        {
            _bots += bot;
            _botsFound += claimed ? bot : 0;
            _botsClaimed += claimed ? 1 : 0;
        }

        if (row.Bot == 1)
        {
            return;
        }

        if (row.Platform is { } platform)
        {
            _platforms++;
            _platformsRight += platform == device.Platform.Name() ? 1 : 0;
        }

        if (row.DeviceClass is { } deviceClass)
        {
            _classes++;
            _classesRight += deviceClass == device.Class.Name() ? 1 : 0;
        }

        if (!string.IsNullOrEmpty(row.InApp))
        {
            _apps++;
            _appsRight += Alias(row.InApp) == Alias(device.InApp.Name()) ? 1 : 0;
        }
    }
}
