using System.Security.Cryptography;
using OneLink.Admin.Events;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Webhooks;

internal static class WebhookServices
{
    private const int ChanceSteps = 1_000;

    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookRepository>();
        services.AddSingleton<WebhookChanges>();
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<WebhookEndpointRepository>();
        services.AddSingleton<IEventConsumer, WebhookPlanner>();
        services.AddHostedService(static provider => new WebhookSender(
            provider.GetRequiredService<DeliveryQueue>(),
            provider.GetRequiredService<WebhookEndpointRepository>(),
            provider.GetRequiredService<OutboundClient>(),
            provider.GetServices<IGivenUpDeliveries>(),
            provider.GetRequiredService<WebhookSignal>(),
            provider.GetRequiredService<TimeProvider>(),
            static () => RandomNumberGenerator.GetInt32(ChanceSteps) / (double)ChanceSteps,
            provider.GetRequiredService<ILogger<WebhookSender>>()));
        services.AddHostedService<DeliveryTrimmer>();
    }
}
