namespace OneLink.Admin.Jobs;

internal static class JobServices
{
    /// <summary>Features add their <see cref="IJobKind"/> themselves.</summary>
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobFiles>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobStore>();
        services.AddHostedService<JobRunner>();
    }

    public static void MapJobs(this IEndpointRouteBuilder routes) => JobEndpoints.Map(routes);
}
