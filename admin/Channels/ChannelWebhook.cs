using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Channels;

/// <summary>Where providers tell of messages.</summary>
internal static class ChannelWebhook
{
    public const string Root = "/webhooks";

    public static string PathOf(Inbox inbox) => $"{Root}/{inbox.Channel}/{inbox.Identifier}";
}
