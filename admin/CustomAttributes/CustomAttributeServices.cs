namespace OneLink.Admin.CustomAttributes;

internal static class CustomAttributeServices
{
    public static void AddCustomAttributes(this IServiceCollection services)
    {
        services.AddSingleton<CustomAttributeRepository>();
        services.AddSingleton<CustomAttributeChanges>();
    }
}
