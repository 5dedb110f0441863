namespace OneLink.Admin.LinkClicks;

internal static class LinkClickServices
{
    public static void AddLinkClicks(this IServiceCollection services)
    {
        services.AddSingleton<LinkRecipients>();
        services.AddSingleton<ToldClicks>();
        services.AddHostedService<ClickTeller>();
    }
}
