namespace OneLink.Admin.Edges;

internal static class EdgeServices
{
    public static void AddEdges(this IServiceCollection services)
    {
        services.AddSingleton<EdgeRepository>();
        services.AddSingleton<EdgeChanges>();
        services.AddSingleton<EdgeReportBook>();
        services.AddSingleton<EdgeAdmissions>();
        services.AddHostedService(provider => provider.GetRequiredService<EdgeAdmissions>());
        services.AddHostedService<EdgeFleet>();
    }
}
