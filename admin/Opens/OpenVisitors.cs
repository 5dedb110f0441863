using System.Text;
using OneLink.Admin.Feed;
using OneLink.Admin.Hosting;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Opens;

/// <summary>Tells who calls from the request: as an edge would, and with what apps say of themselves.</summary>
internal sealed class OpenVisitors(TrustedProxies proxies, VisitorSaltStore salts, TimeProvider clock)
{
    private const long DayMs = 24 * 60 * 60 * 1000L;

    public OpenVisitor Of(HttpContext context, Platform? platform)
    {
        var headers = context.Request.Headers;
        var userAgent = Encoding.UTF8.GetBytes(headers.UserAgent.ToString());
        var device = DeviceClassifier.Classify(userAgent, default);
        return new OpenVisitor(
            ClientAddress.Of(context, proxies),
            device with { Platform = platform ?? PlatformOf(device, userAgent) },
            userAgent,
            Encoding.UTF8.GetBytes(headers.AcceptLanguage.ToString()),
            SaltsOfTheHour());
    }

    /// <summary>Apps that leave the user agent to their system's library name that instead of the system.</summary>
    private static Platform PlatformOf(DeviceInfo device, ReadOnlySpan<byte> userAgent)
        => device.Platform != Platform.Other ? device.Platform
            : userAgent.IndexOf("CFNetwork/"u8) >= 0 ? Platform.Ios
            : userAgent.StartsWith("okhttp/"u8) ? Platform.Android
            : Platform.Other;

    /// <summary>Today's, and in the first hour of a day yesterday's as well.</summary>
    private List<SipHash> SaltsOfTheHour()
    {
        var now = clock.GetUtcNow();
        var days = new[] { now, now - OpenMatcher.Window }.Select(time => (uint)(time.ToUnixTimeMilliseconds() / DayMs)).Distinct();
        return [.. days
            .Select(day => salts.Current.Message.Salts.FirstOrDefault(salt => salt.UnixDay == day))
            .Where(static salt => salt is not null)
            .Select(static salt => new SipHash(salt!.Salt.Span))];
    }
}
