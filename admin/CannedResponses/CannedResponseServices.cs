namespace OneLink.Admin.CannedResponses;

internal static class CannedResponseServices
{
    public static void AddCannedResponses(this IServiceCollection services)
    {
        services.AddSingleton<CannedResponseRepository>();
        services.AddSingleton<CannedResponseBook>();
    }
}
