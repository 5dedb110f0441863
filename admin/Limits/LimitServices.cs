using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

internal static class LimitServices
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<ProcessRateLimiter>();
        services.AddSingleton<SharedBuckets>();
        services.AddSingleton<SharedRateLimiter>();
        services.AddSingleton<IRateLimiter>(provider => provider.GetRequiredService<AdminSettings>().Redis is null
            ? provider.GetRequiredService<ProcessRateLimiter>()
            : provider.GetRequiredService<SharedRateLimiter>());
        services.AddSingleton<RateLimitMiddleware>();
        services.AddSingleton<VisitorLimits>();
        services.AddSingleton<CostlyCallLimits>();
        services.AddSingleton<HourlyLimits>();
    }

    public static void UseLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimitMiddleware>();
        app.Use(next => context => limits.InvokeAsync(context, next));
    }
}
