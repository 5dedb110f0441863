namespace OneLink.Admin.PlatformApps;

internal static class PlatformAppServices
{
    public static void AddPlatformApps(this IServiceCollection services)
    {
        services.AddSingleton<PlatformAppRepository>();
        services.AddSingleton<PermissibleRepository>();
        services.AddSingleton<PlatformAppChanges>();
    }
}
