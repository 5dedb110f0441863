using System.Security.Cryptography;
using OneLink.Admin.Channels.Meta;
using OneLink.Admin.Channels.Receiving;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Channels.Telegram;
using OneLink.Admin.Channels.WhatsApp;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Channels;

internal static class ChannelServices
{
    private const int ChanceSteps = 1_000;

    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton(static provider => provider.GetRequiredService<AdminSettings>().Providers);
        services.AddSingleton(static provider => new ChannelTimes(TimeSpan.FromSeconds(provider.GetRequiredService<AdminSettings>().SendDoubtSeconds)));
        services.AddSingleton<ChannelConnectionRepository>();
        services.AddSingleton<ChannelContacts>();
        services.AddSingleton<ChannelConversations>();
        services.AddSingleton<AddressedMessages>();
        services.AddSingleton<ChannelSetup>();
        services.AddSingleton<ProviderCall>();

        services.AddSingleton<IChannelConnector, WhatsAppConnector>();
        services.AddSingleton<IChannelConnector, TelegramConnector>();
        services.AddSingleton<IChannelConnector>(static provider => new PageConnector(
            InboxChannel.Facebook, provider.GetRequiredService<ProviderAddresses>().Messenger, provider.GetRequiredService<ProviderCall>()));
        services.AddSingleton<IChannelConnector>(static provider => new PageConnector(
            InboxChannel.Instagram, provider.GetRequiredService<ProviderAddresses>().Instagram, provider.GetRequiredService<ProviderCall>()));

        services.AddSingleton<IChannelReader, WhatsAppReader>();
        services.AddSingleton<IChannelReader, TelegramReader>();
        services.AddSingleton<IChannelReader>(static provider => new PageReader(InboxChannel.Facebook, provider.GetRequiredService<AdminSettings>()));
        services.AddSingleton<IChannelReader>(static provider => new PageReader(InboxChannel.Instagram, provider.GetRequiredService<AdminSettings>()));
        services.AddSingleton<ReceiptBook>();
        services.AddSingleton<ChannelReceiver>();

        services.AddSingleton<MediaSource>();
        services.AddHostedService<MediaFetcher>();

        services.AddSingleton<SendQueue>();
        services.AddSingleton<OutgoingMessages>();
        services.AddSingleton(static provider => new SendNotes(
            provider.GetRequiredService<ChannelTimes>(),
            provider.GetRequiredService<TimeProvider>(),
            static () => RandomNumberGenerator.GetInt32(ChanceSteps) / (double)ChanceSteps));
        services.AddHostedService<MessageSender>();
    }
}
