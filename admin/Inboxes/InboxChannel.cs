namespace OneLink.Admin.Inboxes;

/// <summary>Where an inbox's messages come from, as stored.</summary>
internal static class InboxChannel
{
    public const string Api = "api";
    public const string WebWidget = "web_widget";
    public const string WhatsApp = "whatsapp";
    public const string Instagram = "instagram";
    public const string Facebook = "facebook";
    public const string Telegram = "telegram";
    public const string Email = "email";
    public const string Line = "line";
    public const string Sms = "sms";

    /// <summary>Whether messages leave and come through an outside provider that this build knows how to talk to.</summary>
    public static bool IsProvider(string channel) => channel is WhatsApp or Telegram or Facebook or Instagram;

    /// <summary>The name by which the Application API shows the channel.</summary>
    public static string TypeName(string channel) => channel switch
    {
        Api => "Channel::Api",
        WebWidget => "Channel::WebWidget",
        WhatsApp => "Channel::Whatsapp",
        Instagram => "Channel::Instagram",
        Facebook => "Channel::FacebookPage",
        Telegram => "Channel::Telegram",
        Email => "Channel::Email",
        Line => "Channel::Line",
        _ => "Channel::Sms",
    };
}
