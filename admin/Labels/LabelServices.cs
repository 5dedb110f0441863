namespace OneLink.Admin.Labels;

internal static class LabelServices
{
    public static void AddLabels(this IServiceCollection services)
    {
        services.AddSingleton<LabelRepository>();
        services.AddSingleton<LabelChanges>();
    }
}
