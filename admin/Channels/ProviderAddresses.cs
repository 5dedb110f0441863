namespace OneLink.Admin.Channels;

/// <summary>Where the providers are, each without a slash at the end. An installation may name a gateway of its own.</summary>
internal sealed record ProviderAddresses(string WhatsApp, string Messenger, string Instagram, string Telegram);
