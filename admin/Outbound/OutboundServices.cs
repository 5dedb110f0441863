using OneLink.Admin.Hosting;

namespace OneLink.Admin.Outbound;

internal static class OutboundServices
{
    public static void AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton<IHostResolver, SystemHostResolver>();
        services.AddSingleton(provider => new AddressPolicy(provider.GetRequiredService<AdminSettings>().OutboundExceptions));
        services.AddSingleton<OutboundClient>();
    }
}
