namespace OneLink.Admin.CustomFilters;

internal static class CustomFilterServices
{
    public static void AddCustomFilters(this IServiceCollection services)
    {
        services.AddSingleton<CustomFilterRepository>();
        services.AddSingleton<CustomFilterChanges>();
    }
}
