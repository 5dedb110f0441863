using OneLink.Admin.LinkClicks.Joining;
using OneLink.Admin.LinkClicks.Nudges;
using OneLink.Admin.LinkClicks.Tracking;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.LinkClicks;

internal static class LinkClickServices
{
    public static void AddLinkClicks(this IServiceCollection services)
    {
        services.AddSingleton<LinkRecipients>();
        services.AddSingleton<TrackedLinks>();
        services.AddSingleton<ToldClicks>();
        services.AddHostedService<ClickTeller>();
        services.AddHostedService<NudgeAlarm>();
        services.AddSingleton<ClicksByCode>();
        services.AddSingleton<TapsOfLinks>();
        services.AddHostedService<ClickJoiner>();
    }
}
