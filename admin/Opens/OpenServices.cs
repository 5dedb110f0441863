using OneLink.Admin.Hosting;
using OneLink.Admin.Opens.Tickets;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Opens;

internal static class OpenServices
{
    public static void AddOpens(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<AdminSettings>().Proxies);
        services.AddSingleton<OpenLimit>();
        services.AddSingleton<OpenVisitors>();
        services.AddSingleton<OpenLinks>();
        services.AddSingleton<OpenStore>();
        services.AddSingleton<OpenMatcher>();
        services.AddSingleton<TapsByAddress>();
        services.AddSingleton<LinkVisitors>();
        services.AddSingleton<GuestList>();
        services.AddSingleton<GuestRooms>();
        services.AddSingleton<GuestEntry>();
        services.AddSingleton<OpenTickets>();
        services.AddHostedService<OpenClickShipper>();
    }

    public static void MapOpens(this IEndpointRouteBuilder routes) => OpenEndpoints.Map(routes);
}
