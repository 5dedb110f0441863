namespace OneLink.Shared.Devices;

/// <summary>Tells platform, form factor, browser, app and program from the headers of a request.</summary>
/// <remarks>
/// The bytes are looked at once (<see cref="UserAgentScan"/>); all that follows decides on what was seen:
/// <code>
/// user agent ─1─▶ sightings ─2─▶ platform ─3─▶ form factor
///                     │                            ▲
///                     ├─4─▶ browser     client hints (2, 3, 4), package name (2, 5)
///                     ├─5─▶ app
///                     ├─6─▶ program
///                     └─7─▶ version
/// </code>
/// No allocation, no exception, whatever the bytes. docs/devices.md tells the order of decisions and why.
/// </remarks>
public static class DeviceClassifier
{
    /// <summary>Loads the tables, so that the first request does not.</summary>
    public static void Prepare() => Classify(default, default);

    /// <summary>What the headers tell. An empty or unknown user agent is <see cref="Platform.Other"/>.</summary>
    /// <param name="userAgent">Raw bytes of <c>User-Agent</c>; may be empty.</param>
    /// <param name="hints">The headers beside it.</param>
    public static DeviceInfo Classify(ReadOnlySpan<byte> userAgent, in ClientHints hints)
    {
        var tables = DeviceTables.Compiled;

        // :: 1 Look once.
        var seen = UserAgentScan.Read(userAgent, tables.Tokens);

        // :: 2 Platform; hints correct the frozen desktop forms.
        var platform = PlatformDecision.Decide(seen, userAgent, hints);

        // :: 3 Form factor.
        var form = FormFactorDecision.Decide(seen, platform, userAgent, hints, tables);

        // :: 4 Browser.
        var browser = BrowserDecision.Decide(seen, platform, hints, tables);

        // :: 5 App around it.
        var app = InAppDecision.Decide(seen, hints, tables);

        // :: 6 Program or person. The user agent decides alone: a program that says so is one, whatever else it sends.
        var bot = BotDecision.Decide(seen, userAgent, app, tables);

        // :: 7 Version of the system.
        var (major, minor) = OsVersion.Read(seen, platform, userAgent);
        return new DeviceInfo(platform, form, browser, app, bot, major, minor);
    }
}
