namespace OneLink.Admin.Filters;

internal static class FilterServices
{
    public static void AddFilters(this IServiceCollection services) => services.AddSingleton<FilterCompiler>();
}
