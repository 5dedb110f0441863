namespace OneLink.Admin.Dashboard;

internal static class DashboardServices
{
    public static void AddDashboard(this IServiceCollection services) => services.AddSingleton<DashboardFiles>();

    public static void MapDashboard(this IEndpointRouteBuilder routes) => DashboardEndpoints.Map(routes);
}
