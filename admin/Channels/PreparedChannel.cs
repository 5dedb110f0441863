using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Channels;

/// <summary>An inbox and its connection, tried and ready to be stored.</summary>
internal sealed record PreparedChannel(Inbox Inbox, string ExternalId, ChannelCredentials Credentials);
